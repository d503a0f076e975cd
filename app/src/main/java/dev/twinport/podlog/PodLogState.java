package dev.twinport.podlog;

/** How the following of a log is. */
public enum PodLogState {
    /** The stream is being opened for the first time. */
    OPENING,
    /** The stream is open. */
    LIVE,
    /** The stream ended or broke and is being taken up again. */
    RESUMING,
    /** The log cannot be followed: no right, no such container; the reason stands beside it. */
    UNAVAILABLE,
    /** Closed by this program, or the pod is gone. */
    ENDED
}
