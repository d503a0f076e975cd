package dev.twinport.wiring;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.fabric8.Fabric8Cluster;
import dev.twinport.cluster.practice.PracticeOpening;
import dev.twinport.message.Message;
import java.util.function.Consumer;

/** The clusters this program can open. */
final class OpenClusters implements Clusters {

    private final PracticeOpening practice;

    OpenClusters(PracticeOpening practice) {
        this.practice = practice;
    }

    @Override
    public Cluster practice(Consumer<Message> progress) throws ClusterException {
        return practice.open(false, progress).cluster();
    }

    @Override
    public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException {
        return Fabric8Cluster.open(choice, progress);
    }
}
