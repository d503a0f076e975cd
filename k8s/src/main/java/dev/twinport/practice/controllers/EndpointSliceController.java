package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.ServicePort;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Service to EndpointSlice: the addresses of the pods it selects, each with whether it is ready. */
public final class EndpointSliceController implements Controller {

    /** The label by which a slice names its Service. */
    public static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private final Store store;
    private final RandomGenerator random;

    public EndpointSliceController(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        ResourceKind kind = event.key().kind();
        return kind.equals(ResourceKinds.SERVICE) || kind.equals(ResourceKinds.POD)
                || kind.equals(ResourceKinds.ENDPOINT_SLICE);
    }

    @Override
    public void reconcile() {
        List<KubernetesObject> pods = objects(ResourceKinds.POD);
        List<KubernetesObject> slices = objects(ResourceKinds.ENDPOINT_SLICE);
        for (KubernetesObject service : objects(ResourceKinds.SERVICE)) {
            LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
            if (!selector.isEmpty()) {
                List<KubernetesObject> selected = pods
                        .stream().filter(pod -> pod.namespace().equals(service.namespace())
                                && selector.matches(pod.labels()) && !pod.status().path("podIP").asString("").isEmpty())
                        .toList();
                write(service, selected, slices.stream()
                        .filter(slice -> slice.controllerUid().equals(Optional.of(service.uid()))).findFirst());
            }
        }
    }

    private void write(KubernetesObject service, List<KubernetesObject> pods, Optional<KubernetesObject> slice) {
        ArrayNode endpoints = endpoints(pods);
        ArrayNode ports = ports(service, pods);
        if (slice.isPresent()) {
            store.update(new ResourceKey(ResourceKinds.ENDPOINT_SLICE, service.namespace(), slice.get().name()),
                    tree -> {
                        tree.set("endpoints", endpoints);
                        tree.set("ports", ports);
                        return tree;
                    });
            return;
        }
        String name = service.name() + "-" + SafeNames.suffix(random);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice").put("addressType", "IPv4");
        ObjectNode metadata = tree.putObject("metadata").put("name", name).put("generateName", service.name() + "-")
                .put("namespace", service.namespace());
        ObjectNode labels = metadata.putObject("labels");
        service.labels().forEach(labels::put);
        labels.put(SERVICE_LABEL, service.name()).put("endpointslice.kubernetes.io/managed-by",
                "endpointslice-controller.k8s.io");
        OwnerReference.write(metadata, service);
        tree.set("endpoints", endpoints);
        tree.set("ports", ports);
        store.create(new ResourceKey(ResourceKinds.ENDPOINT_SLICE, service.namespace(), name), tree);
    }

    private static ArrayNode endpoints(List<KubernetesObject> pods) {
        ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
        for (KubernetesObject pod : pods) {
            boolean ready = pod.isReady();
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(pod.status().path("podIP").asString(""));
            endpoint.putObject("conditions").put("ready", ready).put("serving", ready).put("terminating", false);
            endpoint.put("nodeName", pod.spec().path("nodeName").asString(""));
            endpoint.putObject("targetRef").put("kind", "Pod").put("name", pod.name()).put("namespace", pod.namespace())
                    .put("uid", pod.uid());
        }
        return endpoints;
    }

    private static ArrayNode ports(KubernetesObject service, List<KubernetesObject> pods) {
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        for (JsonNode port : service.spec().path("ports")) {
            int number = ServicePort.podPort(port, pods).orElse(0);
            if (number > 0) {
                ports.addObject().put("name", port.path("name").asString("")).put("port", number).put("protocol",
                        port.path("protocol").asString("TCP"));
            }
        }
        return ports;
    }

    private List<KubernetesObject> objects(ResourceKind kind) {
        return store.list(kind, "").objects().stream().map(KubernetesObject::new).toList();
    }
}
