package dev.twinport.practice.mesh;

/** Why Envoy ended a connection by itself: the flags of its access log that plain TCP knows. */
enum ResponseFlag {
    /** No cluster: the destination's Service, port or subset does not exist. */
    NC,
    /** No healthy upstream: no ready pod has the subset's labels. */
    UH,
    /** Upstream connection failure: the pod refused, or TLS with it failed. */
    UF,
    /** Upstream overflow: too many connections at once. */
    UO,
    /** Upstream remote reset: the pod's side reset the connection. */
    UR,
    /** No route: no filter chain takes such a connection. */
    NR;

    /** As it is logged: to a failure to connect Envoy adds URX, since it has tried as often as it may, once. */
    String logged() {
        return this == UF ? "UF,URX" : name();
    }
}
