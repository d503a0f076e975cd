package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Service to its one Endpoints object, the form EndpointSlices have replaced and {@code kubectl get endpoints} still
 * shows ({@code pkg/controller/endpoint}): addresses of pods that are ready, of those that are not, and the ports.
 */
public final class EndpointsController implements ObjectController {

    private static final String MANAGER_LABEL = "endpoints.kubernetes.io/managed-by";
    private static final String TRIGGERED = "endpoints.kubernetes.io/last-change-trigger-time";
    private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
    private static final int MOST = 1_000;

    private final Store store;
    private final Clock clock;

    public EndpointsController(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.SERVICE)) {
            due.accept(event.key());
        } else if (event.key().kind().equals(ResourceKinds.ENDPOINTS)) {
            due.accept(new ResourceKey(ResourceKinds.SERVICE, event.key().namespace(), event.key().name()));
        } else if (event.key().kind().equals(ResourceKinds.POD)) {
            ServicePods.note(store, event, due);
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        ResourceKey own = new ResourceKey(ResourceKinds.ENDPOINTS, key.namespace(), key.name());
        Optional<ObjectNode> found = store.find(key).filter(service -> !new KubernetesObject(service).isBeingDeleted());
        if (found.isEmpty() || !ServicePods.hasEndpoints(new KubernetesObject(found.get()))) {
            // What somebody wrote for a Service that has yet to come, or has no selector, is theirs.
            boolean ours = store.find(own)
                    .filter(endpoints -> new KubernetesObject(endpoints).labels().containsKey(MANAGER_LABEL))
                    .isPresent();
            if (found.isEmpty() && ours) {
                store.delete(own);
            }
            return Optional.empty();
        }
        KubernetesObject service = new KubernetesObject(found.get());
        if (store.find(own).isEmpty()) {
            ObjectNode created = JsonNodeFactory.instance.objectNode();
            created.put("apiVersion", "v1").put("kind", "Endpoints");
            created.putObject("metadata").put("name", key.name()).put("namespace", key.namespace())
                    .putObject("annotations").put(TRIGGERED, now());
            write(created, service);
            store.create(own, created);
        } else {
            store.update(own, tree -> {
                write(tree, service);
                return tree;
            });
        }
        return Optional.empty();
    }

    private void write(ObjectNode tree, KubernetesObject service) {
        ObjectNode labels = tree.objectNode();
        service.labels().forEach(labels::put);
        labels.put(MANAGER_LABEL, "endpoint-controller");
        if (service.spec().path("clusterIP").asString("").equals("None")) {
            labels.put("service.kubernetes.io/headless", "");
        }
        tree.withObject("/metadata").set("labels", labels);
        JsonNode before = tree.path("subsets").deepCopy();
        tree.remove("subsets");
        boolean all = ServicePods.publishesAll(service);
        List<KubernetesObject> pods = ServicePods.selected(store, service).stream()
                .filter(pod -> all || !pod.isBeingDeleted()).sorted(Comparator.comparing(ServicePods::address))
                .toList();
        ObjectNode annotations = tree.withObject("/metadata/annotations");
        annotations.remove(OVER_CAPACITY);
        if (pods.size() > MOST) {
            annotations.put(OVER_CAPACITY, "truncated");
        }
        if (!pods.isEmpty()) {
            addSubsets(tree, service, pods.stream().limit(MOST).toList());
        }
        if (!before.equals(tree.path("subsets")) && !(before.isMissingNode() && pods.isEmpty())) {
            annotations.put(TRIGGERED, now());
        }
    }

    /** Adds the pods that share ports, with those ports ({@code endpoints.RepackSubsets}). */
    private static void addSubsets(ObjectNode tree, KubernetesObject service, List<KubernetesObject> pods) {
        Map<ServicePods.Target, List<Integer>> having = new LinkedHashMap<>();
        for (int i = 0; i < pods.size(); i++) {
            for (ServicePods.Target target : ServicePods.targets(service, pods.get(i))) {
                having.computeIfAbsent(target, _ -> new ArrayList<>()).add(i);
            }
        }
        Map<List<Integer>, List<ServicePods.Target>> subsets = new LinkedHashMap<>();
        having.forEach((target, had) -> subsets.computeIfAbsent(had, _ -> new ArrayList<>()).add(target));
        if (service.spec().path("ports").isEmpty()) {
            subsets.put(IntStream.range(0, pods.size()).boxed().toList(), List.of());
        }
        boolean all = ServicePods.publishesAll(service);
        subsets.forEach((had, targets) -> {
            ObjectNode subset = tree.withArray("/subsets").addObject();
            had.stream().map(pods::get)
                    .forEach(pod -> addAddress(
                            subset.withArray(pod.isReady() || all ? "/addresses" : "/notReadyAddresses").addObject(),
                            pod));
            for (ServicePods.Target target : targets) {
                ObjectNode port = subset.withArray("/ports").addObject();
                if (!target.name().isEmpty()) {
                    port.put("name", target.name());
                }
                port.put("port", target.number()).put("protocol", target.protocol());
            }
        });
    }

    private static void addAddress(ObjectNode address, KubernetesObject pod) {
        address.put("ip", ServicePods.address(pod)).put("nodeName", pod.spec().path("nodeName").asString(""));
        address.putObject("targetRef").put("kind", "Pod").put("name", pod.name()).put("namespace", pod.namespace())
                .put("uid", pod.uid());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
