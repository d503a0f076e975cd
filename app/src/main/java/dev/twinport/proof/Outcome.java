package dev.twinport.proof;

/** The four things a verdict can say. */
public enum Outcome {
    /** Client, pod and log agree that the message reached a pod the route selects. */
    PROVEN,
    /** A pod the route does not select took the message. */
    MISROUTED,
    /** The message did not come through: the client saw why not. */
    BROKEN,
    /** What was needed for a verdict could not be observed. Neither green nor red. */
    INCONCLUSIVE
}
