package dev.twinport.practice.pods;

import dev.twinport.practice.api.ContainerLog;
import dev.twinport.practice.api.PodLogs;
import dev.twinport.practice.controllers.Controller;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The scheduler and the kubelet of the one node: gives Pods to it, runs what can be run in this process, and writes
 * their status.
 * <p>
 * A container runs when its image is the tutorial's server (the repository's last segment is {@code echo-server},
 * {@code tcptest}, {@code tcp-echo}, {@code go-echo} or {@code istio-tcproute-sample}) or Istio's proxy
 * ({@code proxyv2}). Any other is {@code ErrImagePull}, then {@code ImagePullBackOff}. A change of a running
 * container's image restarts it, as in Kubernetes. A deleted Pod ends at once, with its connections: there is no grace
 * period.
 */
public final class PodRuntime implements Controller, PodLogs, PodNetwork, AutoCloseable {

    /** The name of the one node. */
    public static final String NODE = "practice";

    /** The node's address. Nothing listens on node ports. */
    public static final String NODE_ADDRESS = "127.0.0.1";

    private static final String NETWORK = "10.244.0.";
    private static final int LAST_HOST = 254;

    private final Store store;
    private final EventRecorder events;
    private final Clock clock;
    private final ContainerStarter starter;
    private final Map<ResourceKey, RunningPod> running = new ConcurrentHashMap<>();
    private int lastHost = 1;

    public PodRuntime(Store store, EventRecorder events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.starter = new ContainerStarter(clock, NODE_ADDRESS);
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return event.key().kind().equals(ResourceKinds.POD);
    }

    @Override
    public void reconcile() {
        List<KubernetesObject> pods = store.list(ResourceKinds.POD, "").objects().stream().map(KubernetesObject::new)
                .toList();
        Set<String> alive = new HashSet<>(pods.stream().map(KubernetesObject::uid).toList());
        running.forEach((key, pod) -> {
            if (!alive.contains(pod.uid())) {
                running.remove(key);
                pod.close();
            }
        });
        for (KubernetesObject pod : pods) {
            if (pod.spec().path("nodeName").asString("").isEmpty()) {
                schedule(pod);
            } else if (pod.spec().path("nodeName").asString("").equals(NODE)) {
                run(pod);
            }
        }
    }

    @Override
    public Optional<ContainerLog> find(String namespace, String pod, String container, boolean previous) {
        Optional<Container> found = container(namespace, pod, container);
        if (previous) {
            return found.flatMap(Container::before).map(Container.Ended::log);
        }
        return found.filter(Container::isRunning).map(Container::log);
    }

    @Override
    public Optional<InetSocketAddress> locate(String podAddress, int port) {
        return running.values().stream().filter(pod -> pod.address().equals(podAddress))
                .flatMap(pod -> pod.containers().stream()).filter(Container::isRunning)
                .flatMap(container -> container.server().stream()).filter(served -> served.port() == port)
                .map(Container.Served::address).findFirst();
    }

    /**
     * Writes a line to a container's log, for a program that this process runs elsewhere (the gateway). Nothing happens
     * when there is no such container.
     */
    public void write(String namespace, String pod, String container, String line) {
        container(namespace, pod, container).ifPresent(found -> found.log().append(line));
    }

    /** Ends every pod. */
    @Override
    public void close() {
        running.values().forEach(RunningPod::close);
        running.clear();
    }

    private Optional<Container> container(String namespace, String pod, String container) {
        return Optional.ofNullable(running.get(new ResourceKey(ResourceKinds.POD, namespace, pod)))
                .flatMap(found -> found.container(container));
    }

    private void schedule(KubernetesObject pod) {
        Map<String, String> labels = store.find(new ResourceKey(ResourceKinds.NAMESPACE, "", pod.namespace()))
                .map(namespace -> new KubernetesObject(namespace).labels()).orElse(Map.of());
        store.update(key(pod), tree -> {
            Admission.admit(tree, labels, NODE);
            return tree;
        });
        events.normal(pod, "default-scheduler", "Scheduled",
                "Successfully assigned %s/%s to %s".formatted(pod.namespace(), pod.name(), NODE));
    }

    private void run(KubernetesObject pod) {
        ResourceKey key = key(pod);
        RunningPod before = running.get(key);
        RunningPod now = before == null ? start(pod) : advance(before, pod);
        running.put(key, now);
        store.update(key, tree -> {
            PodStatus.write(tree, now, NODE_ADDRESS, clock.instant());
            return tree;
        });
    }

    private RunningPod start(KubernetesObject pod) {
        String address = freeAddress();
        List<Container> containers = new ArrayList<>();
        for (JsonNode container : pod.spec().path("initContainers")) {
            if (isSidecar(container)) {
                containers.add(starter.start(container, true, pod, address));
            }
        }
        for (JsonNode container : pod.spec().path("containers")) {
            containers.add(starter.start(container, false, pod, address));
        }
        containers.forEach(container -> tellStart(pod, container));
        return new RunningPod(pod.uid(), address, clock.instant(), containers);
    }

    /** One step on: a container whose image was changed starts again, one that could not be pulled backs off. */
    private RunningPod advance(RunningPod pod, KubernetesObject object) {
        List<Container> containers = pod.containers().stream()
                .map(container -> advance(container, pod.address(), object)).toList();
        return containers.equals(pod.containers()) ? pod : pod.with(containers);
    }

    private Container advance(Container container, String address, KubernetesObject object) {
        Optional<JsonNode> spec = object.spec().path(container.sidecar() ? "initContainers" : "containers")
                .valueStream().filter(entry -> entry.path("name").asString("").equals(container.name())).findFirst();
        if (spec.isPresent() && !spec.get().path("image").asString("").equals(container.image())) {
            if (container.isRunning()) {
                events.normal(object, "kubelet", "Killing",
                        "Container %s definition changed, will be restarted".formatted(container.name()));
            }
            Container restarted = starter.restart(container, spec.get(), object, address);
            tellStart(object, restarted);
            return restarted;
        }
        if (container.state() instanceof ContainerState.Waiting wait && wait.reason().equals("ErrImagePull")) {
            String message = "Back-off pulling image \"%s\"".formatted(container.image());
            events.normal(object, "kubelet", "BackOff", message);
            return container.in(new ContainerState.Waiting("ImagePullBackOff", message));
        }
        return container;
    }

    private void tellStart(KubernetesObject pod, Container container) {
        switch (container.state()) {
            case ContainerState.Running run -> {
                events.normal(pod, "kubelet", "Pulled",
                        "Container image \"%s\" already present on machine".formatted(container.image()));
                events.normal(pod, "kubelet", "Created", "Created container: " + container.name());
                events.normal(pod, "kubelet", "Started", "Started container " + container.name());
            }
            case ContainerState.Waiting wait when wait.reason().equals("ErrImagePull") -> {
                events.warning(pod, "kubelet", "Failed",
                        "Failed to pull image \"%s\": %s".formatted(container.image(), wait.message()));
                events.warning(pod, "kubelet", "Failed", "Error: ErrImagePull");
            }
            case ContainerState.Waiting wait -> events.warning(pod, "kubelet", "BackOff", wait.message());
        }
    }

    /** The next address in turn that no pod has, so that an address is not soon used again. */
    private String freeAddress() {
        Set<String> taken = new HashSet<>(running.values().stream().map(RunningPod::address).toList());
        for (int tried = 0; tried < LAST_HOST; tried++) {
            lastHost = lastHost == LAST_HOST ? 2 : lastHost + 1;
            if (!taken.contains(NETWORK + lastHost)) {
                return NETWORK + lastHost;
            }
        }
        throw new IllegalStateException("No pod address is left: there are too many Pods.");
    }

    private static boolean isSidecar(JsonNode container) {
        return container.path("restartPolicy").asString("").equals("Always");
    }

    private static ResourceKey key(KubernetesObject pod) {
        return new ResourceKey(ResourceKinds.POD, pod.namespace(), pod.name());
    }
}
