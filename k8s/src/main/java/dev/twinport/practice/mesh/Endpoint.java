package dev.twinport.practice.mesh;

import java.util.Optional;

/**
 * One ready pod behind a destination.
 *
 * @param address
 *            the pod's address in the cluster
 * @param port
 *            the pod's port
 * @param pod
 *            the pod's name; empty when the slice does not say
 * @param sidecar
 *            its proxy; empty when it has none
 */
record Endpoint(String address, int port, String pod, Optional<Sidecar> sidecar) {

    /** {@code 10.244.0.5:3333}. */
    @Override
    public String toString() {
        return address + ":" + port;
    }
}
