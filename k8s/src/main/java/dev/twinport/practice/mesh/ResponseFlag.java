package dev.twinport.practice.mesh;

/** Why Envoy ended a connection by itself: the flags of its access log that plain TCP knows. */
public enum ResponseFlag {
    /** No cluster: the destination's Service, port or subset does not exist. */
    NC,
    /** No healthy upstream: no ready pod has the subset's labels. */
    UH,
    /** Upstream connection failure: the pod refused. */
    UF,
    /** Upstream overflow: too many connections at once. */
    UO
}
