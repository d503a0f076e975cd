package dev.twinport.practice.mesh;

/**
 * A gateway pod behind a port.
 *
 * @param name
 *            the pod, whose proxy logs the connection
 * @param address
 *            its address in the cluster
 * @param principal
 *            who it is to sidecars it speaks mutual TLS with
 * @param policy
 *            whom it lets through
 */
record GatewayPod(ObjectName name, String address, String principal, AccessPolicy policy) {
}
