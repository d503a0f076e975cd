package dev.twinport.practice;

import dev.twinport.practice.access.PreparedUser;
import dev.twinport.practice.api.PracticeApi;
import dev.twinport.practice.faults.Faults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kubernetes cluster with Istio's TCP routing, inside this process and on loopback only.
 * <p>
 * Started, it holds what an ordinary cluster with Istio's demo profile holds (namespaces, a node, the ingress gateway);
 * the tutorial's objects are for its user to apply, through its API like any other cluster's. Pods are echo servers of
 * this process. A Gateway's port is open on 127.0.0.1 as the port of the gateway's Service that leads to it: 31400 for
 * 31400, unless another program has it ({@link #notices}).
 * <p>
 * All methods may be called by any thread.
 */
public final class PracticeCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeCluster.class);

    private final PracticeSettings settings;
    private final ControlPlane controlPlane;
    private @Nullable PracticeApi api;
    private @Nullable Kubeconfig kubeconfig;
    private final Map<PreparedUser, Kubeconfig> others = new EnumMap<>(PreparedUser.class);
    private boolean closed;

    public PracticeCluster(PracticeSettings settings) {
        this.settings = settings;
        this.controlPlane = new ControlPlane(settings.clock(), settings.loadBalancer());
    }

    /**
     * Starts it. When this returns, the API answers, the gateway's pod runs, and the kubeconfig is written.
     *
     * @throws IOException
     *             if no port is free for the API or the kubeconfig cannot be written; the cluster is closed then
     * @throws IllegalStateException
     *             if it was started or closed before
     */
    public synchronized void start() throws IOException {
        if (closed || kubeconfig != null) {
            throw new IllegalStateException("This practice cluster was started or closed before.");
        }
        try {
            // Side by side, since a cold start is mostly the loading of classes, and the two share few.
            FutureTask<Boolean> planting = new FutureTask<>(controlPlane::start, true);
            Thread.ofPlatform().daemon().name("practice-start").start(planting);
            PracticeApi starting = new PracticeApi(controlPlane.store(), controlPlane.pods(), controlPlane::locate,
                    settings.clock());
            api = starting;
            starting.start(settings.apiPort());
            await(planting);
            controlPlane.introduce(starting.certificate(), starting.tokens());
            ApiServerEndpoints.publish(controlPlane.store(), starting.address());
            kubeconfig = Kubeconfig.written(starting.writeKubeconfig(settings.directory()));
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /**
     * The administrator's kubeconfig, who may do everything: the file is its user's alone, and is deleted when the
     * cluster is closed.
     *
     * @throws IllegalStateException
     *             if it is not started
     */
    public synchronized Path kubeconfig() {
        if (kubeconfig == null) {
            throw new IllegalStateException("This practice cluster is not started.");
        }
        return kubeconfig.file();
    }

    /**
     * The kubeconfig of a user who may do little; written, and the user's objects created, when it is asked for first.
     * Its file is beside the administrator's, and is deleted with it.
     *
     * @throws IOException
     *             if it cannot be written
     * @throws IllegalStateException
     *             if the cluster is not started
     */
    public synchronized Path kubeconfig(PreparedUser user) throws IOException {
        if (api == null || kubeconfig == null || closed) {
            throw new IllegalStateException("This practice cluster is not started.");
        }
        Kubeconfig written = others.get(user);
        if (written == null) {
            written = Kubeconfig.written(api.writeKubeconfig(settings.directory(), user.plant(controlPlane.store())));
            others.put(user, written);
        }
        return written.file();
    }

    /** What its user should know, oldest first, a sentence each: such as that another program has port 31400. */
    public List<String> notices() {
        return controlPlane.notices();
    }

    /** Its faults, to be listed, switched on and off. Once it is started. */
    public Faults faults() {
        return controlPlane.faults();
    }

    /**
     * Waits until its controllers have done what follows from the changes so far: a new connection then finds what the
     * objects say.
     *
     * @return whether that came about in time
     */
    public boolean awaitRest(Duration longest) throws InterruptedException {
        return controlPlane.awaitRest(longest);
    }

    /** Ends its ports, connections, pods and threads, and deletes its kubeconfigs. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (api != null) {
            api.close();
        }
        controlPlane.close();
        if (kubeconfig != null) {
            kubeconfig.delete();
        }
        others.values().forEach(Kubeconfig::delete);
    }

    private static void await(FutureTask<Boolean> planting) throws IOException {
        try {
            planting.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The practice cluster cannot start.", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the practice cluster started.");
        }
    }

    /**
     * @param content
     *            what was written: another practice cluster started later may have written its own to the same file
     */
    private record Kubeconfig(Path file, String content) {

        static Kubeconfig written(Path file) throws IOException {
            return new Kubeconfig(file, Files.readString(file));
        }

        /** Without what is in it: that has a token. */
        @Override
        public String toString() {
            return "Kubeconfig[" + file + "]";
        }

        void delete() {
            try {
                if (Files.readString(file).equals(content)) {
                    Files.delete(file);
                }
            } catch (NoSuchFileException gone) {
                // Gone is what it was to be.
            } catch (IOException failure) {
                LOG.warn("The kubeconfig {} cannot be deleted: {}", file, failure.getMessage());
            }
        }
    }
}
