package dev.twinport.practice.mesh;

/** What a pod's sidecar takes on a port: the mode a PeerAuthentication sets. */
enum ServerTls {
    /** Plain text only: it does not look for TLS, and hands it on as it comes. */
    DISABLE,
    /** Both, told apart by the first bytes. What holds where nothing is said. */
    PERMISSIVE,
    /** Istio's mutual TLS only. */
    STRICT
}
