package dev.twinport.desktop;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.session.SessionSettings;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Opens clusters that are there already; a kubeconfig's does not answer, unless there is an empty one. */
public final class TutorialClusters implements Clusters {

    private final Cluster practice;
    private final List<DesktopSettings> remembered = new CopyOnWriteArrayList<>();

    public TutorialClusters(Cluster practice) {
        this.practice = practice;
    }

    @Override
    public Cluster practice(Consumer<Message> progress) {
        return practice;
    }

    @Override
    public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException {
        if (choice.context().filter("empty"::equals).isPresent()) {
            try {
                return TutorialCluster.empty();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        throw new ClusterException(ClusterException.Cause.NO_ANSWER,
                Message.of("console.event.timeout", "https://10.0.0.1:6443", 10));
    }

    /** What the window had remembered, oldest first. */
    public List<DesktopSettings> remembered() {
        return new ArrayList<>(remembered);
    }

    public DesktopDependencies dependencies() {
        return new DesktopDependencies(this, () -> List.of("production", "empty"), new ClusterChoice.Practice(),
                new DesktopSettings(DesktopSettings.Theme.LIGHT, Wording.ENGLISH, 100, false), remembered::add, "0.1.0",
                java.nio.file.Files::writeString, SessionSettings.DEFAULT,
                work -> Thread.ofVirtual().name("background").start(work), Clock.systemDefaultZone());
    }
}
