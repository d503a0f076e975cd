package dev.twinport.desktop.main;

import dev.twinport.cluster.ClusterName;
import dev.twinport.message.Message;
import java.util.Optional;

/** How far the window is with the cluster that was chosen. */
public sealed interface ClusterState {

    /**
     * It is being opened.
     *
     * @param progress
     *            what is being done
     */
    record Opening(Optional<Message> progress) implements ClusterState {
    }

    /** Its routes are shown and kept as they are in the cluster. */
    record Open(ClusterName name) implements ClusterState {
    }

    /** It could not be opened. */
    record Failed(Message sentence) implements ClusterState {
    }
}
