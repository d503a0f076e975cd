package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes Services as the API server does: a cluster address from 10.96.0.0/24, and what was left to its defaults.
 */
public final class ServiceController implements Controller {

    private static final String NETWORK = "10.96.0.";
    private static final int LAST_HOST = 254;

    private final Store store;

    public ServiceController(Store store) {
        this.store = store;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return event.key().kind().equals(ResourceKinds.SERVICE);
    }

    @Override
    public void reconcile() {
        List<ObjectNode> services = store.list(ResourceKinds.SERVICE, "").objects();
        Set<String> taken = services.stream().map(service -> service.at("/spec/clusterIP").asString(""))
                .collect(Collectors.toSet());
        for (ObjectNode tree : services) {
            KubernetesObject service = new KubernetesObject(tree);
            store.update(new ResourceKey(ResourceKinds.SERVICE, service.namespace(), service.name()), changed -> {
                complete(changed.withObject("/spec"), taken);
                changed.withObject("/status/loadBalancer");
                return changed;
            });
        }
    }

    private static void complete(ObjectNode spec, Set<String> taken) {
        if (!spec.has("type")) {
            spec.put("type", "ClusterIP");
        }
        if (!spec.has("sessionAffinity")) {
            spec.put("sessionAffinity", "None");
        }
        for (JsonNode port : spec.withArray("/ports")) {
            if (port instanceof ObjectNode entry) {
                completePort(entry);
            }
        }
        if (spec.path("type").asString("").equals("ExternalName")) {
            return;
        }
        if (spec.path("clusterIP").asString("").isEmpty()) {
            String address = freeAddress(taken);
            taken.add(address);
            spec.put("clusterIP", address);
        }
        spec.putArray("clusterIPs").add(spec.path("clusterIP").asString(""));
        if (!spec.has("ipFamilies")) {
            spec.putArray("ipFamilies").add("IPv4");
            spec.put("ipFamilyPolicy", "SingleStack");
        }
        if (!spec.has("internalTrafficPolicy")) {
            spec.put("internalTrafficPolicy", "Cluster");
        }
    }

    private static void completePort(ObjectNode port) {
        if (!port.has("protocol")) {
            port.put("protocol", "TCP");
        }
        if (!port.has("targetPort")) {
            port.set("targetPort", port.path("port"));
        }
    }

    private static String freeAddress(Set<String> taken) {
        for (int host = 2; host <= LAST_HOST; host++) {
            if (!taken.contains(NETWORK + host)) {
                return NETWORK + host;
            }
        }
        throw new IllegalStateException("No cluster address is left: there are too many Services.");
    }
}
