package dev.twinport.practice.pods;

import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.controllers.ObjectController;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives pods to the one node, unless it is cordoned, tainted, full or not of the kind the pod asks for; the pod waits
 * then, and says why.
 */
public final class Scheduler implements ObjectController {

    private static final String COMPONENT = "default-scheduler";
    private static final int ROOM = 110;
    private static final String NO_NODE = "no nodes available to schedule pods";
    private static final String TOO_MANY = "1 Too many pods";

    private final Store store;
    private final EventRecorder events;
    private final Clock clock;
    private final Set<ResourceKey> waiting = ConcurrentHashMap.newKeySet();
    /** The pods that have room on the node: they are there, placed, and have not ended. By what the store said last. */
    private final Set<ResourceKey> placed = ConcurrentHashMap.newKeySet();

    public Scheduler(Store store, EventRecorder events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.NODE)) {
            waiting.forEach(due);
        } else if (event.key().kind().equals(ResourceKinds.POD)) {
            boolean isUnplaced = event.object().at("/spec/nodeName").asString("").isEmpty();
            if (event.type() == WatchEvent.Type.DELETED || hasEnded(event.object())) {
                waiting.remove(event.key());
                if (placed.remove(event.key())) {
                    waiting.forEach(due);
                }
            } else if (isUnplaced) {
                due.accept(event.key());
            } else {
                placed.add(event.key());
            }
        }
    }

    /** The kubelet keeps nothing for a pod that has ended, and the scheduler does not count it. */
    private static boolean hasEnded(ObjectNode pod) {
        String phase = pod.at("/status/phase").asString("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty()) {
            placed.remove(key);
            waiting.remove(key);
            return Optional.empty();
        }
        KubernetesObject pod = new KubernetesObject(found.get());
        if (!pod.spec().path("nodeName").asString("").isEmpty()) {
            placed.add(key);
            return Optional.empty();
        }
        if (pod.isBeingDeleted()) {
            return Optional.empty();
        }
        // Waits before it is looked whether it has to: what makes room from now on makes it due again.
        waiting.add(key);
        String why = hindrance(pod);
        if (why.isEmpty()) {
            waiting.remove(key);
            place(key, pod);
        } else {
            refuse(key, pod, why);
        }
        return Optional.empty();
    }

    private void place(ResourceKey key, KubernetesObject pod) {
        store.update(key, tree -> {
            tree.withObject("/spec").put("nodeName", PodRuntime.NODE);
            condition(tree, true, "", "");
            return tree;
        });
        events.normal(pod, COMPONENT, "Scheduled",
                "Successfully assigned %s/%s to %s".formatted(pod.namespace(), pod.name(), PodRuntime.NODE));
    }

    private void refuse(ResourceKey key, KubernetesObject pod, String why) {
        String message = why.equals(NO_NODE) ? why
                : "0/1 nodes are available: %s. no new claims to deallocate, preemption: 0/1 nodes are available: 1 %s."
                        .formatted(why, why.equals(TOO_MANY) ? "No preemption victims found for incoming pod"
                                : "Preemption is not helpful for scheduling");
        JsonNode known = pod.status().at("/conditions/0/message");
        if (known.asString("").equals(message)) {
            return;
        }
        store.update(key, tree -> {
            condition(tree, false, "Unschedulable", message);
            return tree;
        });
        events.warning(pod, COMPONENT, "FailedScheduling", message);
    }

    private void condition(ObjectNode pod, boolean holds, String reason, String message) {
        ArrayNode conditions = pod.withObject("/status").putArray("conditions");
        ObjectNode condition = conditions.addObject();
        condition.putNull("lastProbeTime");
        condition.put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!message.isEmpty()) {
            condition.put("message", message);
        }
        condition.put("observedGeneration", pod.at("/metadata/generation").asLong(1));
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
        }
        condition.put("status", holds ? "True" : "False").put("type", "PodScheduled");
    }

    /** Why the node cannot take the pod, in the scheduler's words; empty when it can. */
    private String hindrance(KubernetesObject pod) {
        Optional<ObjectNode> node = store.find(new ResourceKey(ResourceKinds.NODE, "", PodRuntime.NODE));
        if (node.isEmpty()) {
            return NO_NODE;
        }
        KubernetesObject found = new KubernetesObject(node.get());
        NodeAffinity affinity = new NodeAffinity(pod);
        Optional<Set<String>> named = affinity.nodes();
        if (named.isPresent() && !named.get().contains(found.name())) {
            return named.get().isEmpty() ? "pod affinity terms conflict"
                    : "1 node(s) didn't satisfy plugin(s) [NodeAffinity]";
        }
        JsonNode tolerations = pod.spec().path("tolerations");
        if (found.spec().path("unschedulable").asBoolean(false) && !Taint.UNSCHEDULABLE.isTolerated(tolerations)) {
            return "1 node(s) were unschedulable";
        }
        if (Taint.of(found).stream().anyMatch(taint -> taint.keepsPodsAway() && !taint.isTolerated(tolerations))) {
            return "1 node(s) had untolerated taint(s)";
        }
        if (!affinity.matches(found)) {
            return "1 node(s) didn't match Pod's node affinity/selector";
        }
        String room = found.status().at("/allocatable/pods").asString("");
        int most = room.matches("\\d{1,9}") ? Integer.parseInt(room) : ROOM;
        return placed.size() >= most ? TOO_MANY : "";
    }
}
