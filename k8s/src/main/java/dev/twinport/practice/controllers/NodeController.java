package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kubelet's reports of its node: its conditions and its Lease, both every five minutes. A real kubelet renews the
 * Lease every ten seconds, for a controller that looks whether the node lives; here nobody looks, and the Lease says
 * how long it holds.
 */
public final class NodeController implements ObjectController {

    private static final Duration HEARTBEAT = Duration.ofMinutes(5);
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 600;

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("MemoryPressure", "False", "KubeletHasSufficientMemory",
                    "kubelet has sufficient memory available"),
            new Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            new Condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            new Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"));

    private final Store store;
    private final Clock clock;

    public NodeController(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Condition(String type, String status, String reason, String message) {
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.NODE) && event.type() == WatchEvent.Type.ADDED) {
            due.accept(event.key());
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String text = now.truncatedTo(ChronoUnit.SECONDS).toString();
        store.update(key, tree -> {
            JsonNode before = tree.at("/status/conditions").deepCopy();
            ArrayNode conditions = tree.withObject("/status").putArray("conditions");
            for (Condition condition : CONDITIONS) {
                String since = before.valueStream()
                        .filter(known -> known.path("type").asString("").equals(condition.type())
                                && known.path("status").asString("").equals(condition.status()))
                        .findFirst().map(known -> known.path("lastTransitionTime").asString(text)).orElse(text);
                conditions.addObject().put("lastHeartbeatTime", text).put("lastTransitionTime", since)
                        .put("message", condition.message()).put("reason", condition.reason())
                        .put("status", condition.status()).put("type", condition.type());
            }
            return tree;
        });
        renew(new KubernetesObject(found.get()), now);
        return Optional.of(now.plus(HEARTBEAT));
    }

    private void renew(KubernetesObject node, Instant now) {
        ResourceKey key = new ResourceKey(ResourceKinds.LEASE, LEASES, node.name());
        if (store.find(key).isEmpty()) {
            ObjectNode lease = JsonNodeFactory.instance.objectNode();
            lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
            ObjectNode metadata = lease.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
            metadata.putArray("ownerReferences").addObject().put("apiVersion", "v1").put("kind", "Node")
                    .put("name", node.name()).put("uid", node.uid());
            lease.putObject("spec").put("holderIdentity", node.name()).put("leaseDurationSeconds", LEASE_SECONDS);
            store.create(key, lease);
        }
        store.update(key, tree -> {
            tree.withObject("/spec").put("renewTime", now.truncatedTo(ChronoUnit.MICROS).toString());
            return tree;
        });
    }
}
