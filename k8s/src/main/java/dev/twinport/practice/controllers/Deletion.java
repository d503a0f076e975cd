package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How controllers delete: a pod on a node is asked to end within its grace period, which the kubelet sees to; an object
 * with finalizers waits for those; any other goes.
 */
final class Deletion {

    private static final int GRACE_SECONDS = 30;

    private final Store store;
    private final Clock clock;

    Deletion(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Begins it. Nothing happens when the object is gone, or is being deleted already. */
    void begin(ResourceKey key) {
        try {
            Optional<ObjectNode> found = store.find(key);
            if (found.isEmpty() || isDeleted(found.get())) {
                return;
            }
            boolean running = key.kind().equals(ResourceKinds.POD) && isOnNode(found.get());
            if (running) {
                mark(key, found.get().at("/spec/terminationGracePeriodSeconds").asInt(GRACE_SECONDS));
            } else if (!found.get().at("/metadata/finalizers").isEmpty()) {
                mark(key, 0);
            } else {
                store.delete(key);
            }
        } catch (StoreException goneMeanwhile) {
            if (goneMeanwhile.reason() != StoreException.Reason.NotFound) {
                throw goneMeanwhile;
            }
        }
    }

    /** Whether an object is being deleted. */
    static boolean isDeleted(JsonNode object) {
        return !object.path("metadata").path("deletionTimestamp").isMissingNode();
    }

    private void mark(ResourceKey key, int graceSeconds) {
        String when = clock.instant().plus(Duration.ofSeconds(graceSeconds)).truncatedTo(ChronoUnit.SECONDS).toString();
        store.update(key, tree -> {
            tree.withObject("/metadata").put("deletionTimestamp", when).put("deletionGracePeriodSeconds", graceSeconds);
            return tree;
        });
    }

    private static boolean isOnNode(ObjectNode pod) {
        String phase = new KubernetesObject(pod).status().path("phase").asString("");
        return !pod.at("/spec/nodeName").asString("").isEmpty() && !phase.equals("Succeeded")
                && !phase.equals("Failed");
    }
}
