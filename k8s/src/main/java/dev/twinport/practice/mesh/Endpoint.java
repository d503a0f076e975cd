package dev.twinport.practice.mesh;

/**
 * One ready pod behind a destination.
 *
 * @param address
 *            the pod's address in the cluster
 * @param port
 *            the pod's port
 * @param pod
 *            the pod's name; empty when the slice does not say
 */
public record Endpoint(String address, int port, String pod) {

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
