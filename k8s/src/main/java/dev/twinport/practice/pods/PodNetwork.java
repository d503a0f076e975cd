package dev.twinport.practice.pods;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Where the pods' addresses lead in this process. */
@FunctionalInterface
public interface PodNetwork {

    /**
     * The loopback address that stands for a pod's address and port.
     *
     * @return empty when nobody listens there: a connection would be refused
     */
    Optional<InetSocketAddress> locate(String podAddress, int port);
}
