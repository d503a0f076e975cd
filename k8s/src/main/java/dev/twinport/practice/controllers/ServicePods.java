package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.ServicePort;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which pods a Service selects, and which Services a pod's change concerns. */
final class ServicePods {

    private ServicePods() {
    }

    /**
     * The pods with an address that a Service selects and that have not ended, by name; none for one without selector.
     */
    static List<KubernetesObject> selected(Store store, KubernetesObject service) {
        LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
        if (selector.isEmpty()) {
            return List.of();
        }
        List<KubernetesObject> selected = new ArrayList<>();
        for (ObjectNode tree : store.list(ResourceKinds.POD, service.namespace()).objects()) {
            KubernetesObject pod = new KubernetesObject(tree);
            String phase = pod.status().path("phase").asString("");
            if (!address(pod).isEmpty() && !phase.equals("Succeeded") && !phase.equals("Failed")
                    && selector.matches(pod.labels())) {
                selected.add(pod);
            }
        }
        return selected;
    }

    /** Whether the cluster fills in this Service's endpoints: it has a selector and is not a mere name. */
    static boolean hasEndpoints(KubernetesObject service) {
        return service.spec().path("selector").isObject() && !service.spec().path("selector").isEmpty()
                && !service.spec().path("type").asString("").equals("ExternalName");
    }

    /** Whether a Service's pods count as ready whatever they say of themselves, until they are gone. */
    static boolean publishesAll(KubernetesObject service) {
        return service.spec().path("publishNotReadyAddresses").asBoolean(false);
    }

    static String address(KubernetesObject pod) {
        return pod.status().path("podIP").asString("");
    }

    /** A Service's ports with a pod's numbers for them; those that it has no port of that name for are left out. */
    static List<Target> targets(KubernetesObject service, KubernetesObject pod) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode port : service.spec().path("ports")) {
            OptionalInt number = ServicePort.podPort(port, List.of(pod));
            if (number.isPresent() && number.getAsInt() > 0) {
                targets.add(new Target(port.path("name").asString(""), number.getAsInt(),
                        port.path("protocol").asString("TCP")));
            }
        }
        return targets;
    }

    /** Where a Service's port leads to in its pods. */
    record Target(String name, int number, String protocol) {
    }

    /** Names the Services whose endpoints a pod's change can change. */
    static void note(Store store, WatchEvent event, Consumer<ResourceKey> due) {
        ObjectNode before = event.previous();
        KubernetesObject now = new KubernetesObject(event.object());
        if (event.type() == WatchEvent.Type.MODIFIED && before != null
                && isSameToServices(new KubernetesObject(before), now)) {
            return;
        }
        Map<String, String> labels = now.labels();
        Map<String, String> labelsBefore = before == null ? labels : new KubernetesObject(before).labels();
        for (ObjectNode tree : store.list(ResourceKinds.SERVICE, now.namespace()).objects()) {
            JsonNode selector = tree.path("spec").path("selector");
            if (!selector.isEmpty() && (selects(selector, labels) || selects(selector, labelsBefore))) {
                KubernetesObject service = new KubernetesObject(tree);
                due.accept(new ResourceKey(ResourceKinds.SERVICE, service.namespace(), service.name()));
            }
        }
    }

    /** Makes nothing of the selector first: this is asked of every Service, inside the store's lock. */
    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        for (Map.Entry<String, JsonNode> wanted : selector.properties()) {
            if (!wanted.getValue().asString("").equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameToServices(KubernetesObject before, KubernetesObject now) {
        return before.labels().equals(now.labels()) && address(before).equals(address(now))
                && before.isReady() == now.isReady() && before.status().path("phase").equals(now.status().path("phase"))
                && before.isBeingDeleted() == now.isBeingDeleted();
    }
}
