package dev.twinport.practice.pods;

import dev.twinport.practice.api.ContainerLog;
import dev.twinport.practice.api.PodLogs;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.controllers.ObjectController;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kubelet of the one node: runs what can be run in this process, and writes the pods' status.
 * <p>
 * A container runs when its image is the tutorial's server (the repository's last segment is {@code echo-server},
 * {@code tcptest}, {@code tcp-echo}, {@code go-echo} or {@code istio-tcproute-sample}), Istio's proxy
 * ({@code proxyv2}), or a part of a cluster. Any other cannot be pulled. A pod goes the way a real one goes, each stage
 * a change watchers see, without the time a real one needs; waits that have a length, such as those between restarts,
 * have the real one. A pod that is deleted goes on for {@link #STOPPING} at most, then its connections end and it is
 * gone; at once when its grace period is zero.
 */
public final class PodRuntime implements ObjectController, PodLogs, PodNetwork, AutoCloseable {

    /** The name of the one node. */
    public static final String NODE = "practice";

    /** The node's address. */
    public static final String NODE_ADDRESS = "127.0.0.1";

    /** How long containers take to stop: a real echo server and its sidecar take some seconds. */
    static final Duration STOPPING = Duration.ofSeconds(1);

    private final Store store;
    private final EventRecorder events;
    private final Clock clock;
    private final ContainerLife life;
    private final PodVolumes volumes;
    private final PodAddresses addresses = new PodAddresses();
    private final Map<ResourceKey, RunningPod> running = new ConcurrentHashMap<>();
    private final Map<String, RunningPod> byAddress = new ConcurrentHashMap<>();

    public PodRuntime(Store store, EventRecorder events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.life = new ContainerLife(new ContainerStarter(clock), new ContainerEnvironment(store), NODE_ADDRESS);
        this.volumes = new PodVolumes(store);
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.POD)) {
            due.accept(event.key());
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        RunningPod before = running.get(key);
        if (before != null && found.filter(tree -> new KubernetesObject(tree).uid().equals(before.uid())).isEmpty()) {
            forget(key, before);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        KubernetesObject pod = new KubernetesObject(found.get());
        boolean deleted = pod.isBeingDeleted();
        if (!pod.spec().path("nodeName").asString("").equals(NODE)) {
            if (deleted && pod.spec().path("nodeName").asString("").isEmpty()) {
                remove(key, found.get());
            }
            return Optional.empty();
        }
        return deleted ? end(key, pod) : live(key, pod);
    }

    @Override
    public Optional<ContainerLog> find(String namespace, String pod, String container, boolean previous) {
        Optional<Container> found = container(namespace, pod, container);
        Optional<Run> before = found.flatMap(Container::before).map(Run.Ended::run);
        if (previous) {
            return before.map(Run::log);
        }
        return found.flatMap(Container::run).or(() -> found.flatMap(Container::ended).map(Run.Ended::run))
                .map(Run::log);
    }

    @Override
    public Optional<InetSocketAddress> locate(String podAddress, int port) {
        return Optional.ofNullable(byAddress.get(podAddress)).stream().flatMap(pod -> pod.containers().stream())
                .flatMap(container -> container.run().stream()).flatMap(run -> run.server().stream())
                .filter(served -> served.port() == port).map(Run.Served::address).findFirst();
    }

    /**
     * Writes a line to a container's log, for a program that this process runs elsewhere (the gateway). Nothing happens
     * when there is no such container.
     */
    public void write(String namespace, String pod, String container, String line) {
        container(namespace, pod, container).flatMap(Container::run).ifPresent(run -> run.log().append(line));
    }

    /** Ends every pod. */
    @Override
    public void close() {
        Instant now = clock.instant();
        running.values().forEach(pod -> pod.close(now));
        running.clear();
        byAddress.clear();
    }

    private Optional<Container> container(String namespace, String pod, String container) {
        return Optional.ofNullable(running.get(new ResourceKey(ResourceKinds.POD, namespace, pod)))
                .flatMap(found -> found.container(container));
    }

    private void keep(ResourceKey key, RunningPod pod) {
        running.put(key, pod);
        byAddress.put(pod.address(), pod);
    }

    private void forget(ResourceKey key, RunningPod pod) {
        running.remove(key);
        byAddress.remove(pod.address());
        pod.close(clock.instant());
        addresses.giveBack(pod.address());
    }

    private Optional<Instant> live(ResourceKey key, KubernetesObject pod) {
        RunningPod before = running.get(key);
        if (before == null) {
            if (isOver(pod)) {
                return Optional.empty();
            }
            RunningPod begun = begin(pod);
            keep(key, begun);
            write(key, begun);
            return Optional.of(clock.instant());
        }
        PodTelling telling = new PodTelling(events, pod);
        Instant now = clock.instant();
        if (isOver(pod)) {
            if (before.containers().stream().anyMatch(Container::isRunning)) {
                stopRest(key, before, telling, now);
            }
            return Optional.empty();
        }
        if (!before.connected()) {
            Optional<String> missing = volumes.missing(pod);
            if (missing.isPresent()) {
                telling.warning("FailedMount", missing.get());
                return Optional.of(now.plus(PodVolumes.LOOK_AGAIN));
            }
        }
        List<Container> containers = advance(before, pod, telling, now);
        RunningPod after = before.connectedWith(containers);
        String policy = pod.spec().path("restartPolicy").asString("Always");
        if (PodPhase.isOver(PodPhase.of(after, policy))) {
            stopRest(key, after, telling, now);
            return Optional.empty();
        }
        keep(key, after);
        write(key, after);
        boolean moved = !before.connected() || !containers.equals(before.containers());
        return moved ? Optional.of(now)
                : containers.stream().flatMap(container -> container.again().stream()).min(Instant::compareTo);
    }

    /** A pod that is over keeps no container: its sidecars are stopped ({@code KillPod} of the kubelet). */
    private void stopRest(ResourceKey key, RunningPod pod, PodTelling telling, Instant now) {
        pod.containers().stream().filter(Container::isRunning)
                .forEach(container -> telling.normal(container, "Killing", "Stopping container " + container.name()));
        RunningPod stopped = pod.stopped(now);
        keep(key, stopped);
        write(key, stopped);
    }

    private RunningPod begin(KubernetesObject pod) {
        String reason = ContainerLife.firstReason(pod);
        List<Container> containers = new ArrayList<>();
        for (JsonNode spec : pod.spec().path("initContainers")) {
            boolean sidecar = spec.path("restartPolicy").asString("").equals("Always");
            containers.add(waiting(spec, sidecar ? Container.Role.SIDECAR : Container.Role.INIT, reason));
        }
        for (JsonNode spec : pod.spec().path("containers")) {
            containers.add(waiting(spec, Container.Role.MAIN, reason));
        }
        return new RunningPod(pod.uid(), addresses.take(), clock.instant(), false, containers, Optional.empty());
    }

    private static Container waiting(JsonNode spec, Container.Role role, String reason) {
        return Container.waiting(spec.path("name").asString(""), role, spec.path("image").asString(""), reason);
    }

    /**
     * One step on: the init containers one after the other, then the others all at once. Once one of the others has
     * begun none waits for an init container any more ({@code computePodActions} of the kubelet).
     */
    private List<Container> advance(RunningPod pod, KubernetesObject object, PodTelling telling, Instant now) {
        ContainerLife.Surroundings surroundings = new ContainerLife.Surroundings(object, pod.address(), telling, now);
        List<Container> containers = new ArrayList<>();
        boolean begun = pod.of(Container.Role.MAIN).stream().anyMatch(Container::hasBegun);
        boolean held = false;
        for (Container container : pod.containers()) {
            Container next = held ? container
                    : spec(object, container).map(spec -> life.advance(container, spec, surroundings))
                            .orElse(container);
            containers.add(next);
            held |= !begun && switch (container.role()) {
                case INIT -> !container.hasSucceeded();
                case SIDECAR -> !container.isStarted();
                case MAIN -> false;
            };
        }
        return containers;
    }

    private static Optional<JsonNode> spec(KubernetesObject pod, Container container) {
        return pod.spec().path(container.role().list()).valueStream()
                .filter(entry -> entry.path("name").asString("").equals(container.name())).findFirst();
    }

    private Optional<Instant> end(ResourceKey key, KubernetesObject pod) {
        RunningPod ending = running.get(key);
        Instant now = clock.instant();
        if (ending == null || isOver(pod)) {
            remove(key, pod.tree());
            return Optional.empty();
        }
        if (ending.ending().isEmpty()) {
            PodTelling telling = new PodTelling(events, pod);
            ending.containers().stream().filter(Container::isRunning).forEach(
                    container -> telling.normal(container, "Killing", "Stopping container " + container.name()));
            Duration grace = Duration.ofSeconds(pod.tree().at("/metadata/deletionGracePeriodSeconds").asLong(0));
            ending = ending.endingAt(now.plus(grace.compareTo(STOPPING) < 0 ? grace : STOPPING));
            keep(key, ending);
        }
        Instant until = ending.ending().orElse(now);
        if (now.isBefore(until)) {
            return Optional.of(until);
        }
        RunningPod stopped = ending.stopped(now);
        keep(key, stopped);
        write(key, stopped);
        remove(key, pod.tree());
        return Optional.empty();
    }

    /** Nothing of the pod runs any more: it goes, unless somebody's finalizer holds it. */
    private void remove(ResourceKey key, JsonNode pod) {
        if (pod.at("/metadata/finalizers").isEmpty()) {
            store.delete(key);
        }
    }

    private void write(ResourceKey key, RunningPod pod) {
        store.update(key, tree -> {
            PodStatus.write(tree, pod, NODE_ADDRESS, clock.instant());
            return tree;
        });
    }

    private static boolean isOver(KubernetesObject pod) {
        return PodPhase.isOver(pod.status().path("phase").asString(""));
    }
}
