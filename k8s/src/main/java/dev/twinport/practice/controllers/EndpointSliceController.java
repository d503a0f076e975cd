package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Service to EndpointSlices: the addresses of the pods it selects, {@value #MOST} to a slice and those only in one that
 * have the same ports, each with whether it is ready and whether its pod is ending ({@code k8s.io/endpointslice}). An
 * address stays in the slice it is in.
 */
public final class EndpointSliceController implements ObjectController {

    /** The label by which a slice names its Service. */
    public static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private static final String MANAGER_LABEL = "endpointslice.kubernetes.io/managed-by";
    private static final String MANAGER = "endpointslice-controller.k8s.io";
    private static final String HEADLESS = "service.kubernetes.io/headless";
    private static final String TRIGGERED = "endpoints.kubernetes.io/last-change-trigger-time";
    private static final int MOST = 100;

    private final Store store;
    private final Clock clock;
    private final RandomGenerator random;

    public EndpointSliceController(Store store, Clock clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.SERVICE)) {
            due.accept(event.key());
        } else if (event.key().kind().equals(ResourceKinds.ENDPOINT_SLICE)) {
            OwnerReference.owner(event.object(), ResourceKinds.SERVICE).ifPresent(due);
        } else if (event.key().kind().equals(ResourceKinds.POD)) {
            ServicePods.note(store, event, due);
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty() || new KubernetesObject(found.get()).isBeingDeleted()) {
            return Optional.empty();
        }
        KubernetesObject service = new KubernetesObject(found.get());
        List<KubernetesObject> slices = store.dependents(service.uid()).stream()
                .filter(slice -> slice.kind().equals(ResourceKinds.ENDPOINT_SLICE))
                .flatMap(slice -> store.find(slice).stream()).map(KubernetesObject::new)
                .filter(slice -> MANAGER.equals(slice.labels().get(MANAGER_LABEL))).toList();
        if (!ServicePods.hasEndpoints(service)) {
            slices.forEach(slice -> store.delete(sliceKey(slice.namespace(), slice.name())));
            return Optional.empty();
        }
        Map<JsonNode, Map<String, ObjectNode>> byPorts = new LinkedHashMap<>();
        for (KubernetesObject pod : ServicePods.selected(store, service)) {
            byPorts.computeIfAbsent(ports(service, pod), _ -> new LinkedHashMap<>()).put(pod.uid(),
                    endpoint(pod, service));
        }
        write(service, slices, byPorts);
        return Optional.empty();
    }

    /**
     * Pods whose named ports have other numbers are in slices of their own ({@code reconcileByPortMapping}). A slice
     * whose ports are no pod's any more is taken for others before a new one is made.
     */
    private void write(KubernetesObject service, List<KubernetesObject> slices,
            Map<JsonNode, Map<String, ObjectNode>> byPorts) {
        Map<KubernetesObject, List<ObjectNode>> contents = new LinkedHashMap<>();
        Deque<KubernetesObject> free = new ArrayDeque<>();
        for (KubernetesObject slice : slices) {
            Map<String, ObjectNode> left = byPorts.getOrDefault(slice.tree().path("ports"), new HashMap<>());
            List<ObjectNode> kept = new ArrayList<>();
            for (JsonNode known : slice.tree().path("endpoints")) {
                ObjectNode now = left.remove(known.at("/targetRef/uid").asString(""));
                if (now != null) {
                    kept.add(now);
                }
            }
            contents.put(slice, kept);
        }
        contents.forEach((slice, kept) -> {
            Iterator<ObjectNode> added = byPorts.getOrDefault(slice.tree().path("ports"), Map.of()).values().iterator();
            fill(kept, added);
            if (kept.isEmpty()) {
                free.add(slice);
            } else {
                change(service, slice, kept, slice.tree().path("ports"));
            }
        });
        byPorts.forEach((ports, left) -> {
            Iterator<ObjectNode> added = left.values().iterator();
            while (added.hasNext()) {
                writeAnother(service, free, added, ports);
            }
        });
        if (byPorts.isEmpty()) {
            // One without anything says that nothing is behind the Service.
            writeAnother(service, free, Collections.emptyIterator(), JsonNodeFactory.instance.nullNode());
        }
        free.forEach(slice -> store.delete(sliceKey(slice.namespace(), slice.name())));
    }

    private void writeAnother(KubernetesObject service, Deque<KubernetesObject> free, Iterator<ObjectNode> added,
            JsonNode ports) {
        List<ObjectNode> content = new ArrayList<>();
        fill(content, added);
        if (free.isEmpty()) {
            create(service, content, ports);
        } else {
            change(service, free.remove(), content, ports);
        }
    }

    /** Takes what it adds out of what is left. */
    private static void fill(List<ObjectNode> slice, Iterator<ObjectNode> added) {
        while (slice.size() < MOST && added.hasNext()) {
            slice.add(added.next());
            added.remove();
        }
    }

    private void change(KubernetesObject service, KubernetesObject slice, List<ObjectNode> endpoints, JsonNode ports) {
        store.update(sliceKey(slice.namespace(), slice.name()), tree -> {
            JsonNode listed = listOrNull(endpoints);
            boolean same = tree.path("endpoints").equals(listed) && tree.path("ports").equals(ports);
            tree.set("endpoints", listed);
            tree.set("ports", ports);
            tree.withObject("/metadata").set("labels", labels(service));
            if (!same) {
                tree.withObject("/metadata/annotations").put(TRIGGERED, now());
            }
            return tree;
        });
    }

    private void create(KubernetesObject service, List<ObjectNode> endpoints, JsonNode ports) {
        String name = SafeNames.generated(service.name() + "-", random);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice").put("addressType", "IPv4");
        ObjectNode metadata = tree.putObject("metadata").put("name", name).put("generateName", service.name() + "-")
                .put("namespace", service.namespace());
        metadata.set("labels", labels(service));
        metadata.putObject("annotations").put(TRIGGERED, now());
        OwnerReference.add(metadata, service);
        tree.set("endpoints", listOrNull(endpoints));
        tree.set("ports", ports);
        store.create(sliceKey(service.namespace(), name), tree);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode labels(KubernetesObject service) {
        Map<String, String> labels = new HashMap<>(service.labels());
        labels.put(SERVICE_LABEL, service.name());
        labels.put(MANAGER_LABEL, MANAGER);
        if (service.spec().path("clusterIP").asString("").equals("None")) {
            labels.put(HEADLESS, "");
        }
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        labels.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(label -> written.put(label.getKey(), label.getValue()));
        return written;
    }

    private static ObjectNode endpoint(KubernetesObject pod, KubernetesObject service) {
        boolean serving = pod.isReady();
        boolean terminating = pod.isBeingDeleted();
        // Who publishes what is not ready also publishes what is about to end.
        boolean ready = ServicePods.publishesAll(service) || (serving && !terminating);
        ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
        endpoint.putArray("addresses").add(ServicePods.address(pod));
        endpoint.putObject("conditions").put("ready", ready).put("serving", serving).put("terminating", terminating);
        endpoint.put("nodeName", pod.spec().path("nodeName").asString(""));
        endpoint.putObject("targetRef").put("kind", "Pod").put("name", pod.name()).put("namespace", pod.namespace())
                .put("uid", pod.uid());
        return endpoint;
    }

    private static JsonNode ports(KubernetesObject service, KubernetesObject pod) {
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        for (ServicePods.Target target : ServicePods.targets(service, pod)) {
            ports.addObject().put("name", target.name()).put("port", target.number()).put("protocol",
                    target.protocol());
        }
        return ports;
    }

    private static JsonNode listOrNull(List<ObjectNode> endpoints) {
        if (endpoints.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        endpoints.forEach(list::add);
        return list;
    }

    private static ResourceKey sliceKey(String namespace, String name) {
        return new ResourceKey(ResourceKinds.ENDPOINT_SLICE, namespace, name);
    }
}
