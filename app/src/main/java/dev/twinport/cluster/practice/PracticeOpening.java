package dev.twinport.cluster.practice;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.practice.Manifests;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import dev.twinport.practice.access.PreparedUser;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.PodStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens practice clusters: started, reached through their own API as any cluster is, the tutorial applied. Closing it
 * ends all it has started, also those that are still starting.
 */
public final class PracticeOpening implements AutoCloseable {

    private static final String NAMESPACE = "default";
    private static final Duration PODS_READY = Duration.ofSeconds(20);

    private static final int ANY_PORT = 0;

    private final Clock clock;
    private final ClientOpening client;
    private final Set<Started> started = ConcurrentHashMap.newKeySet();

    /** Opens the client of a cluster. */
    @FunctionalInterface
    public interface ClientOpening {
        Cluster open(KubeconfigChoice choice) throws ClusterException;
    }

    public PracticeOpening(Clock clock, ClientOpening client) {
        this.clock = clock;
        this.client = client;
    }

    /** A practice cluster that runs: its server, to look at, and what ends it. */
    public record Running(Cluster cluster, PracticeCluster server) implements AutoCloseable {

        /**
         * The kubeconfig of a user who may do little; it is deleted with the cluster.
         *
         * @throws ClusterException
         *             when it cannot be written; the cluster is closed then
         */
        public Path kubeconfig(PreparedUser user) throws ClusterException {
            try {
                return server.kubeconfig(user);
            } catch (IOException e) {
                close();
                throw cannotStart(e);
            }
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    /**
     * Starts one. Blocks until the tutorial's pods are ready, unless it is to be empty.
     *
     * @param empty
     *            whether to leave the tutorial's objects out
     *
     * @throws ClusterException
     *             when it cannot listen, or its pods do not become ready
     */
    public Running open(boolean empty, Consumer<Message> progress) throws ClusterException {
        progress.accept(Message.of("practice.starting"));
        try {
            return start(new Started(new PracticeFolder()), empty, progress);
        } catch (InterruptedIOException | ClosedByInterruptException _) {
            throw cancelled();
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private static ClusterException cannotStart(IOException cause) {
        return new ClusterException(ClusterException.Cause.REFUSED,
                Message.of("practice.cannotStart", String.valueOf(cause.getMessage())));
    }

    @Override
    public void close() {
        started.forEach(Started::end);
    }

    private final class Started {

        private final PracticeFolder folder;
        private final PracticeCluster server;

        Started(PracticeFolder folder) {
            this.folder = folder;
            this.server = new PracticeCluster(new PracticeSettings(folder.path(), ANY_PORT, clock));
        }

        void end() {
            server.close();
            folder.close();
            started.remove(this);
        }
    }

    private Running start(Started starting, boolean empty, Consumer<Message> progress)
            throws IOException, ClusterException {
        started.add(starting);
        PracticeCluster server = starting.server;
        boolean opened = false;
        try {
            server.start();
            KubeconfigChoice choice = new KubeconfigChoice(Optional.of(server.kubeconfig()), Optional.empty(),
                    Optional.empty());
            Cluster cluster = new PracticeBackedCluster(client.open(choice), new SwitchableFaults(server, NAMESPACE),
                    starting::end);
            if (!empty) {
                progress.accept(Message.of("practice.applying"));
                cluster.apply(ManifestObjects.of(Manifests.read()), NAMESPACE);
                // Istio's demo profile has no port 31401 either: whoever does the tutorial adds it.
                progress.accept(Message.of("practice.addingPort", Integer.toString(GatewayPorts.SECOND)));
                cluster.apply(List.of(GatewayPorts.withSecond()), GatewayPorts.NAMESPACE);
                awaitReadyPods(cluster);
                awaitRest(server);
            }
            opened = true;
            return new Running(cluster, server);
        } finally {
            if (!opened) {
                starting.end();
            }
        }
    }

    private static void awaitReadyPods(Cluster cluster) throws ClusterException {
        CountDownLatch ready = new CountDownLatch(1);
        try (Subscription _ = cluster.watch(Scope.of(NAMESPACE), inventory -> {
            if (podsAreReady(inventory)) {
                ready.countDown();
            }
        }, _ -> {
        })) {
            if (!ready.await(PODS_READY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClusterException(ClusterException.Cause.NO_ANSWER,
                        Message.of("practice.podsNotReady", PODS_READY.toSeconds()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    /** A port that another program has is replaced after the pods are ready: whoever reads on is to read that. */
    private static void awaitRest(PracticeCluster server) throws ClusterException {
        try {
            server.awaitRest(PODS_READY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    private static ClusterException cancelled() {
        return new ClusterException(ClusterException.Cause.CANCELLED, Message.of("practice.cancelled"));
    }

    private static boolean podsAreReady(Inventory inventory) {
        List<KubernetesObject> pods = inventory.of("Pod").stream().filter(pod -> pod.namespace().equals(NAMESPACE))
                .toList();
        return pods.size() >= 2 && pods.stream().allMatch(PodStatus::isReady);
    }
}
