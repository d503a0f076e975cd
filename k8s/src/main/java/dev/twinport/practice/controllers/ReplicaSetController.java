package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ReplicaSet to Pods: as many as it asks for, the same whoever deletes one ({@code pkg/controller/replicaset}). */
public final class ReplicaSetController implements ObjectController {

    private static final String COMPONENT = "replicaset-controller";
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** How many pods are created in one call, so that others get their turn: the same as in Kubernetes. */
    private static final int BURST = 500;

    private final Store store;
    private final EventRecorder events;
    private final RandomGenerator random;
    private final Clock clock;
    private final Ownership ownership;
    private final Deletion deletion;
    private final Map<ResourceKey, Refusal> refusals = new HashMap<>();

    /** A pod that could not be created: what hindered it, and when to try again. */
    private record Refusal(String message, Instant until) {
    }

    public ReplicaSetController(Store store, EventRecorder events, Clock clock, RandomGenerator random) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.random = random;
        this.ownership = new Ownership(store);
        this.deletion = new Deletion(store);
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.REPLICA_SET)) {
            due.accept(event.key());
        } else if (event.key().kind().equals(ResourceKinds.POD)) {
            OwnerReference.owner(event.object(), ResourceKinds.REPLICA_SET).ifPresent(due);
            if (event.previous() != null) {
                OwnerReference.owner(event.previous(), ResourceKinds.REPLICA_SET).ifPresent(due);
            }
            if (event.type() != WatchEvent.Type.DELETED && Ownership.isOrphan(event.object())) {
                KubernetesObject pod = new KubernetesObject(event.object());
                store.list(ResourceKinds.REPLICA_SET, pod.namespace()).objects().stream().map(KubernetesObject::new)
                        .filter(set -> LabelSelector.of(set.spec().path("selector")).matches(pod.labels()))
                        .forEach(set -> due
                                .accept(new ResourceKey(ResourceKinds.REPLICA_SET, set.namespace(), set.name())));
            }
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty()) {
            refusals.remove(key);
            return Optional.empty();
        }
        KubernetesObject set = new KubernetesObject(found.get());
        List<KubernetesObject> active = ownership.claim(set, ResourceKinds.POD).stream()
                .filter(ReplicaSetController::isActive).toList();
        Instant now = clock.instant();
        Optional<Refusal> refusal = set.isBeingDeleted() ? Optional.empty() : bringTo(key, set, active, now);
        int minReadySeconds = set.spec().path("minReadySeconds").asInt(0);
        List<Instant> availableFrom = active.stream()
                .flatMap(pod -> PodAvailability.since(pod, minReadySeconds).stream()).toList();
        int available = (int) availableFrom.stream().filter(from -> !from.isAfter(now)).count();
        writeStatus(key, set, active, available, refusal.map(Refusal::message));
        Optional<Instant> next = availableFrom.stream().filter(from -> from.isAfter(now)).min(Instant::compareTo);
        return refusal.map(Refusal::until).or(() -> next);
    }

    /** Creates or deletes pods; says what hindered it. A refusal is not tried again at once: it may be for long. */
    private Optional<Refusal> bringTo(ResourceKey key, KubernetesObject set, List<KubernetesObject> active,
            Instant now) {
        int desired = set.spec().path("replicas").asInt(1);
        Refusal before = refusals.get(key);
        if (active.size() < desired && before != null && now.isBefore(before.until())) {
            return Optional.of(before);
        }
        refusals.remove(key);
        int missing = Math.min(BURST, desired - active.size());
        for (int created = 0; created < missing; created++) {
            try {
                create(set);
            } catch (StoreException refused) {
                Refusal refusal = new Refusal(String.valueOf(refused.getMessage()), now.plus(RETRY));
                events.warning(set, COMPONENT, "FailedCreate", "Error creating: " + refusal.message());
                refusals.put(key, refusal);
                return Optional.of(refusal);
            }
        }
        active.stream().sorted(ScaleDownOrder.at(now)).limit(Math.max(0, active.size() - desired)).forEach(pod -> {
            deletion.begin(new ResourceKey(ResourceKinds.POD, pod.namespace(), pod.name()));
            events.normal(set, COMPONENT, "SuccessfulDelete", "Deleted pod: " + pod.name());
        });
        return Optional.empty();
    }

    private void create(KubernetesObject set) {
        JsonNode template = set.spec().path("template");
        ResourceKey key = new ResourceKey(ResourceKinds.POD, set.namespace(),
                SafeNames.generated(set.name() + "-", random));
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("name", key.name()).put("generateName", set.name() + "-")
                .put("namespace", key.namespace());
        for (String copied : List.of("labels", "annotations")) {
            if (template.at("/metadata/" + copied).isObject()) {
                metadata.set(copied, template.at("/metadata/" + copied));
            }
        }
        OwnerReference.add(metadata, set);
        pod.set("spec", template.path("spec"));
        pod.putObject("status").put("phase", "Pending");
        store.create(key, pod);
        events.normal(set, COMPONENT, "SuccessfulCreate", "Created pod: " + key.name());
    }

    private void writeStatus(ResourceKey key, KubernetesObject set, List<KubernetesObject> active, int available,
            Optional<String> failure) {
        LabelSelector fully = LabelSelector.ofMap(set.spec().at("/template/metadata/labels"));
        int labelled = (int) active.stream().filter(pod -> fully.matches(pod.labels())).count();
        int ready = (int) active.stream().filter(KubernetesObject::isReady).count();
        // Pods created in this call are not in the list yet; the events they made bring the next call.
        store.update(key, tree -> {
            JsonNode before = tree.at("/status/conditions");
            ObjectNode status = tree.putObject("status");
            putUnlessZero(status, "availableReplicas", available);
            failure.ifPresent(message -> status.set("conditions", new Conditions(before, clock)
                    .withoutUpdateTime("ReplicaFailure", true, "FailedCreate", message).tree()));
            putUnlessZero(status, "fullyLabeledReplicas", labelled);
            status.put("observedGeneration", tree.at("/metadata/generation").asLong(1));
            putUnlessZero(status, "readyReplicas", ready);
            status.put("replicas", active.size());
            return tree;
        });
    }

    private static void putUnlessZero(ObjectNode status, String name, int count) {
        if (count > 0) {
            status.put(name, count);
        }
    }

    private static boolean isActive(KubernetesObject pod) {
        String phase = pod.status().path("phase").asString("");
        return !phase.equals("Succeeded") && !phase.equals("Failed") && !pod.isBeingDeleted();
    }
}
