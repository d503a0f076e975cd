package dev.twinport.practice.api;

import java.net.InetSocketAddress;
import java.util.Optional;

/** The ports of all pods: what the API needs from whoever runs them, to forward connections. */
@FunctionalInterface
public interface PodPorts {

    /**
     * The loopback address that stands for a port of a pod.
     *
     * @param podAddress
     *            the pod's address in the cluster
     *
     * @return empty when nobody listens there: a connection would be refused
     */
    Optional<InetSocketAddress> locate(String podAddress, int port);
}
