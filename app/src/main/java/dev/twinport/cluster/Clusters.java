package dev.twinport.cluster;

import dev.twinport.message.Message;
import java.util.function.Consumer;

/** Opens clusters. Its methods block; {@code progress} is told what is being done, on the caller's thread. */
public interface Clusters {

    /** A new practice cluster with the tutorial's objects applied and running. Closing it ends it. */
    Cluster practice(Consumer<Message> progress) throws ClusterException;

    /** The cluster a kubeconfig leads to. Nothing is asked of it yet. */
    Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException;
}
