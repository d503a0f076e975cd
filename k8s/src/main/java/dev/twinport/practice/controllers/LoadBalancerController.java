package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cloud's half of a Service of type LoadBalancer ({@code k8s.io/cloud-provider/controllers/service}): an address, a
 * host name, or nothing, as the Service's annotation {@link LoadBalancer#ANNOTATION} or else the cluster's setting
 * says. There is one address; a port of it belongs to the Service that has asked first, be it in the beginning or
 * later.
 */
public final class LoadBalancerController implements ObjectController {

    private static final String COMPONENT = "service-controller";
    private static final String ADDRESS = "127.0.0.1";
    private static final String HOSTNAME = "localhost";

    /** Where Istio's proxies tell whether they are ready. */
    private static final int STATUS_PORT = 15_021;

    private final Store store;
    private final EventRecorder events;
    private final LoadBalancer otherwise;
    /**
     * The ports each Service was last given. Those that had an address before this process began have all of theirs.
     */
    private final Map<ResourceKey, Set<Integer>> given = new HashMap<>();

    /**
     * @param otherwise
     *            what is done for a Service that does not say
     */
    public LoadBalancerController(Store store, EventRecorder events, LoadBalancer otherwise) {
        this.store = store;
        this.events = events;
        this.otherwise = otherwise;
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (!event.key().kind().equals(ResourceKinds.SERVICE)) {
            return;
        }
        due.accept(event.key());
        boolean gaveBack = event.previous() != null && hasIngress(event.previous())
                && (event.type() == WatchEvent.Type.DELETED || !hasIngress(event.object())
                        || !event.object().at("/spec/ports").equals(event.previous().at("/spec/ports")));
        if (gaveBack) {
            store.list(ResourceKinds.SERVICE, "").objects().stream().filter(LoadBalancerController::isBalanced)
                    .map(KubernetesObject::new).map(LoadBalancerController::keyOf).forEach(due);
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty() || !isBalanced(found.get()) || new KubernetesObject(found.get()).isBeingDeleted()) {
            given.remove(key);
            return Optional.empty();
        }
        KubernetesObject service = new KubernetesObject(found.get());
        LoadBalancer choice = service.annotations().containsKey(LoadBalancer.ANNOTATION)
                ? LoadBalancer.of(service.annotations().get(LoadBalancer.ANNOTATION)).orElse(LoadBalancer.PENDING)
                : otherwise;
        boolean granted = choice != LoadBalancer.PENDING && !isRefused(service);
        ObjectNode wanted = found.get().objectNode();
        if (granted) {
            ObjectNode ingress = wanted.putArray("ingress").addObject();
            if (choice == LoadBalancer.HOSTNAME) {
                ingress.put("hostname", HOSTNAME);
            } else {
                ingress.put("ip", ADDRESS).put("ipMode", "VIP");
            }
        }
        boolean had = hasIngress(found.get());
        if (granted) {
            given.put(key, ports(found.get()));
        } else {
            given.remove(key);
        }
        if (wanted.equals(service.status().path("loadBalancer"))) {
            return Optional.empty();
        }
        store.update(key, tree -> {
            tree.withObject("/status").set("loadBalancer", wanted);
            return tree;
        });
        if (granted) {
            events.normal(service, COMPONENT, "EnsuringLoadBalancer", "Ensuring load balancer");
            events.normal(service, COMPONENT, "EnsuredLoadBalancer", "Ensured load balancer");
        } else if (had) {
            events.normal(service, COMPONENT, "DeletingLoadBalancer", "Deleting load balancer");
            events.normal(service, COMPONENT, "DeletedLoadBalancer", "Deleted load balancer");
        }
        return Optional.empty();
    }

    /** Whether another Service has a port of the one address that this Service asks for; tells it so. */
    private boolean isRefused(KubernetesObject service) {
        Set<Integer> asked = ports(service.tree());
        if (hasIngress(service.tree())) {
            asked.removeAll(given.getOrDefault(keyOf(service), Set.copyOf(asked)));
        }
        for (ObjectNode other : asked.isEmpty() ? List.<ObjectNode> of()
                : store.list(ResourceKinds.SERVICE, "").objects()) {
            KubernetesObject candidate = new KubernetesObject(other);
            if (candidate.uid().equals(service.uid()) || !isBalanced(other) || !hasIngress(other)) {
                continue;
            }
            Set<Integer> taken = ports(other);
            taken.retainAll(given.getOrDefault(keyOf(candidate), Set.copyOf(taken)));
            taken.retainAll(asked);
            if (!taken.isEmpty()) {
                events.warning(service, COMPONENT, "SyncLoadBalancerFailed",
                        "Error syncing load balancer: failed to ensure load balancer: port %s of %s belongs to Service %s"
                                .formatted(taken.iterator().next(), ADDRESS,
                                        candidate.namespace() + "/" + candidate.name()));
                return true;
            }
        }
        return false;
    }

    /**
     * The ports that can be one Service's only. Every gateway has the same status port, and nobody is let in there from
     * outside: they can share it.
     */
    private static Set<Integer> ports(JsonNode service) {
        return service.at("/spec/ports").valueStream().map(port -> port.path("port").asInt(0))
                .filter(port -> port != STATUS_PORT).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ResourceKey keyOf(KubernetesObject service) {
        return new ResourceKey(ResourceKinds.SERVICE, service.namespace(), service.name());
    }

    private static boolean isBalanced(JsonNode service) {
        return service.at("/spec/type").asString("").equals("LoadBalancer");
    }

    private static boolean hasIngress(JsonNode service) {
        return !service.at("/status/loadBalancer/ingress").isEmpty();
    }
}
