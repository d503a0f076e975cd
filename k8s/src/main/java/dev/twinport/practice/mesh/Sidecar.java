package dev.twinport.practice.mesh;

/**
 * The proxy in a pod, as far as one of its ports goes.
 *
 * @param pod
 *            the pod, whose proxy logs the connection
 * @param tls
 *            what it takes on the port
 * @param protocol
 *            what the Service says the port's traffic is
 * @param offersMutualTls
 *            whether the pod's label {@code security.istio.io/tlsMode} tells gateways to use mutual TLS
 * @param policy
 *            whom it lets through
 */
record Sidecar(ObjectName pod, ServerTls tls, PortProtocol protocol, boolean offersMutualTls, AccessPolicy policy) {
}
