package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deployment to ReplicaSets ({@code pkg/controller/deployment}): one ReplicaSet per pod template, named by the
 * template's hash; a changed template brings a new one, which grows while the old ones shrink within the Deployment's
 * strategy. One step per call: the ReplicaSets' changes bring the next.
 */
public final class DeploymentController implements ObjectController {

    private static final String COMPONENT = "deployment-controller";
    private static final int HISTORY_LIMIT = 10;
    private static final Set<String> NOT_COPIED = Set.of("kubectl.kubernetes.io/last-applied-configuration",
            ReplicaSets.REVISION, "deployment.kubernetes.io/revision-history", ReplicaSets.DESIRED, ReplicaSets.MOST,
            "deprecated.deployment.rollback.to");
    private static final Comparator<KubernetesObject> OLDEST_FIRST = Comparator.comparing(KubernetesObject::createdAt)
            .thenComparing(KubernetesObject::name);

    private final Store store;
    private final EventRecorder events;
    private final Clock clock;
    private final Ownership ownership;
    private final Deletion deletion;

    public DeploymentController(Store store, EventRecorder events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.ownership = new Ownership(store);
        this.deletion = new Deletion(store);
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.DEPLOYMENT)) {
            due.accept(event.key());
        } else if (event.key().kind().equals(ResourceKinds.REPLICA_SET)) {
            OwnerReference.owner(event.object(), ResourceKinds.DEPLOYMENT).ifPresent(due);
            if (event.previous() != null) {
                OwnerReference.owner(event.previous(), ResourceKinds.DEPLOYMENT).ifPresent(due);
            }
            if (event.type() != WatchEvent.Type.DELETED && Ownership.isOrphan(event.object())) {
                KubernetesObject set = new KubernetesObject(event.object());
                store.list(ResourceKinds.DEPLOYMENT, set.namespace()).objects().stream().map(KubernetesObject::new)
                        .filter(deployment -> LabelSelector.of(deployment.spec().path("selector"))
                                .matches(set.labels()))
                        .forEach(deployment -> due.accept(key(deployment)));
            }
        } else if (event.key().kind().equals(ResourceKinds.POD) && event.type() == WatchEvent.Type.DELETED) {
            // Recreate waits for the last old pod to be gone, which its ReplicaSet no longer counts.
            OwnerReference.owner(event.object(), ResourceKinds.REPLICA_SET).flatMap(store::find)
                    .flatMap(set -> OwnerReference.owner(set, ResourceKinds.DEPLOYMENT)).ifPresent(due);
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Rollout rollout = new Rollout(new KubernetesObject(found.get()));
        if (!new KubernetesObject(found.get()).isBeingDeleted()) {
            rollout.step();
        }
        return rollout.writeStatus(key);
    }

    private static ResourceKey key(KubernetesObject deployment) {
        return new ResourceKey(ResourceKinds.DEPLOYMENT, deployment.namespace(), deployment.name());
    }

    /** One Deployment's state at one moment, and the step that follows from it. */
    private final class Rollout {

        private final KubernetesObject deployment;
        private final RolloutStrategy strategy;
        private final int desired;
        private final List<KubernetesObject> old;
        private @Nullable KubernetesObject current;
        private boolean created;
        private int collisions;

        Rollout(KubernetesObject deployment) {
            this.deployment = deployment;
            this.desired = deployment.spec().path("replicas").asInt(1);
            this.strategy = RolloutStrategy.of(deployment.spec().path("strategy"), desired);
            this.collisions = deployment.status().path("collisionCount").asInt(0);
            List<KubernetesObject> owned = new ArrayList<>(ownership.claim(deployment, ResourceKinds.REPLICA_SET));
            owned.sort(OLDEST_FIRST);
            JsonNode template = template(deployment);
            current = owned.stream().filter(set -> template(set).equals(template)).findFirst().orElse(null);
            owned.remove(current);
            old = owned;
        }

        void step() {
            boolean paused = deployment.spec().path("paused").asBoolean(false);
            if (current != null) {
                current = annotate(current);
            }
            if (paused || isScaled()) {
                scaleProportionally();
                if (paused) {
                    forgetOldest();
                }
                return;
            }
            if (strategy.recreate()) {
                recreate();
            } else {
                roll();
            }
            if (current != null && isComplete()) {
                forgetOldest();
            }
        }

        Optional<Instant> writeStatus(ResourceKey key) {
            DeploymentProgress progress = new DeploymentProgress(deployment, all(), Optional.ofNullable(current),
                    clock);
            ObjectNode written = store.update(key, tree -> {
                progress.write(tree, created, collisions);
                if (current != null) {
                    tree.withObject("/metadata/annotations").put(ReplicaSets.REVISION,
                            Integer.toString(ReplicaSets.revision(current)));
                }
                return tree;
            });
            // A deadline is over when it has passed, not when it has come.
            return progress.deadline(written.path("status")).map(when -> when.plusMillis(1));
        }

        private List<KubernetesObject> all() {
            List<KubernetesObject> all = new ArrayList<>(old);
            if (current != null) {
                all.add(current);
            }
            return all;
        }

        private void roll() {
            if (current == null) {
                create(Math.max(0, Math.min(desired,
                        desired + strategy.maxSurge() - ReplicaSets.sum(old, ReplicaSets::replicas))));
                return;
            }
            int size = ReplicaSets.replicas(current);
            int total = ReplicaSets.sum(all(), ReplicaSets::replicas);
            int wanted = size > desired ? desired
                    : size + Math.max(0, Math.min(desired + strategy.maxSurge() - total, desired - size));
            if (wanted != size) {
                current = scale(current, wanted);
                return;
            }
            shrinkOld();
        }

        /** Takes away old pods: those that are not available first, the others as far as enough remain. */
        private void shrinkOld() {
            KubernetesObject growing = Objects.requireNonNull(current);
            int total = ReplicaSets.sum(all(), ReplicaSets::replicas);
            int minimum = desired - strategy.maxUnavailable();
            int unavailable = ReplicaSets.replicas(growing) - ReplicaSets.available(growing);
            int most = total - minimum - unavailable;
            if (ReplicaSets.sum(old, ReplicaSets::replicas) == 0 || most <= 0) {
                return;
            }
            int taken = 0;
            for (int i = 0; i < old.size(); i++) {
                KubernetesObject set = old.get(i);
                int unhealthy = ReplicaSets.replicas(set) - ReplicaSets.available(set);
                int less = Math.min(most - taken, unhealthy);
                if (less > 0) {
                    old.set(i, scale(set, ReplicaSets.replicas(set) - less));
                    taken += less;
                }
            }
            int spare = ReplicaSets.sum(all(), set -> Math.min(ReplicaSets.available(set), ReplicaSets.replicas(set)))
                    - minimum;
            for (int i = 0; i < old.size() && spare > 0; i++) {
                KubernetesObject set = old.get(i);
                int less = Math.min(ReplicaSets.replicas(set), spare);
                if (less > 0) {
                    old.set(i, scale(set, ReplicaSets.replicas(set) - less));
                    spare -= less;
                }
            }
        }

        private void recreate() {
            boolean shrunk = false;
            for (int i = 0; i < old.size(); i++) {
                if (ReplicaSets.replicas(old.get(i)) > 0) {
                    old.set(i, scale(old.get(i), 0));
                    shrunk = true;
                }
            }
            if (shrunk || old.stream().anyMatch(this::hasPods)) {
                return;
            }
            if (current == null) {
                create(desired);
            } else if (ReplicaSets.replicas(current) != desired) {
                current = scale(current, desired);
            }
        }

        private boolean hasPods(KubernetesObject set) {
            return store.dependents(set.uid()).stream().anyMatch(key -> key.kind().equals(ResourceKinds.POD)
                    && store.find(key).map(pod -> !isOver(new KubernetesObject(pod))).orElse(false));
        }

        /** Whether the number of pods asked for is another than when the ReplicaSets were last scaled. */
        private boolean isScaled() {
            return all().stream().filter(set -> ReplicaSets.replicas(set) > 0)
                    .anyMatch(set -> ReplicaSets.annotation(set, ReplicaSets.DESIRED, desired) != desired);
        }

        private void scaleProportionally() {
            List<KubernetesObject> active = all().stream().filter(set -> ReplicaSets.replicas(set) > 0).toList();
            if (active.size() <= 1) {
                KubernetesObject only = active.isEmpty() ? current != null ? current : latest() : active.getFirst();
                if (only != null) {
                    replace(only, scale(only, desired));
                }
            } else if (current != null && ReplicaSets.replicas(current) == desired
                    && ReplicaSets.annotation(current, ReplicaSets.DESIRED, desired) == desired
                    && ReplicaSets.available(current) == desired) {
                old.stream().toList().forEach(set -> replace(set, scale(set, 0)));
            } else if (!strategy.recreate()) {
                int pods = deployment.status().path("replicas").asInt(0);
                Map<KubernetesObject, Integer> sizes = ProportionalScaling.sizes(active, desired, strategy.maxSurge(),
                        pods);
                sizes.forEach((set, size) -> replace(set, scale(set, size)));
            }
        }

        private @Nullable KubernetesObject latest() {
            return old.isEmpty() ? null : old.getLast();
        }

        private void replace(KubernetesObject before, KubernetesObject after) {
            if (before.equals(current)) {
                current = after;
            } else {
                old.replaceAll(set -> set.equals(before) ? after : set);
            }
        }

        private boolean isComplete() {
            return current != null && ReplicaSets.sum(old, ReplicaSets::replicas) == 0
                    && ReplicaSets.available(current) == desired && ReplicaSets.replicas(current) == desired;
        }

        private int nextRevision() {
            return old.stream().mapToInt(ReplicaSets::revision).max().orElse(0) + 1;
        }

        private void create(int replicas) {
            String hash = SafeNames.hash(deployment.spec().path("template"), collisions);
            ResourceKey key = new ResourceKey(ResourceKinds.REPLICA_SET, deployment.namespace(),
                    deployment.name() + "-" + hash);
            if (store.find(key).isPresent()) {
                // Somebody else's: the next hash is another.
                collisions++;
                return;
            }
            ObjectNode set = JsonNodeFactory.instance.objectNode();
            set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
            ObjectNode metadata = set.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
            OwnerReference.add(metadata, deployment);
            putAnnotations(metadata.putObject("annotations"), nextRevision());
            ObjectNode template = (ObjectNode) template(deployment).deepCopy();
            template.withObject("/metadata/labels").put(ReplicaSets.HASH_LABEL, hash);
            metadata.set("labels", template.at("/metadata/labels").deepCopy());
            ObjectNode spec = set.putObject("spec").put("replicas", replicas);
            takeMinReadySeconds(spec);
            spec.set("selector", deployment.spec().path("selector").deepCopy());
            spec.withObject("/selector/matchLabels").put(ReplicaSets.HASH_LABEL, hash);
            spec.set("template", template);
            current = new KubernetesObject(store.create(key, set));
            created = true;
            if (replicas > 0) {
                events.normal(deployment, COMPONENT, "ScalingReplicaSet",
                        "Scaled up replica set %s from 0 to %s".formatted(key.name(), replicas));
            }
        }

        /** Gives the current ReplicaSet what it takes over from the Deployment, and the latest revision. */
        private KubernetesObject annotate(KubernetesObject set) {
            int revision = Math.max(ReplicaSets.revision(set), nextRevision());
            return new KubernetesObject(store.update(ReplicaSets.key(set), tree -> {
                ObjectNode annotations = tree.withObject("/metadata/annotations");
                int before = ReplicaSets.revision(set);
                if (before > 0 && before < revision) {
                    String history = annotations.path("deployment.kubernetes.io/revision-history").asString("");
                    annotations.put("deployment.kubernetes.io/revision-history",
                            history.isEmpty() ? Integer.toString(before) : history + "," + before);
                }
                annotations.put(ReplicaSets.REVISION, Integer.toString(revision));
                copyAnnotations(annotations);
                takeMinReadySeconds(tree.withObject("/spec"));
                return tree;
            }));
        }

        private void takeMinReadySeconds(ObjectNode spec) {
            if (deployment.spec().has("minReadySeconds")) {
                spec.set("minReadySeconds", deployment.spec().path("minReadySeconds"));
            } else {
                spec.remove("minReadySeconds");
            }
        }

        private void putAnnotations(ObjectNode annotations, int revision) {
            copyAnnotations(annotations);
            annotations.put(ReplicaSets.REVISION, Integer.toString(revision));
            putSizes(annotations);
        }

        private void copyAnnotations(ObjectNode annotations) {
            deployment.annotations().forEach((name, value) -> {
                if (!NOT_COPIED.contains(name)) {
                    annotations.put(name, value);
                }
            });
        }

        private void putSizes(ObjectNode annotations) {
            annotations.put(ReplicaSets.DESIRED, Integer.toString(desired)).put(ReplicaSets.MOST,
                    Integer.toString(desired + strategy.maxSurge()));
        }

        private KubernetesObject scale(KubernetesObject set, int replicas) {
            int before = ReplicaSets.replicas(set);
            KubernetesObject after = new KubernetesObject(store.update(ReplicaSets.key(set), tree -> {
                tree.withObject("/spec").put("replicas", replicas);
                putSizes(tree.withObject("/metadata/annotations"));
                return tree;
            }));
            if (before != replicas) {
                events.normal(deployment, COMPONENT, "ScalingReplicaSet", "Scaled %s replica set %s from %s to %s"
                        .formatted(replicas > before ? "up" : "down", set.name(), before, replicas));
            }
            return after;
        }

        private void forgetOldest() {
            int kept = deployment.spec().path("revisionHistoryLimit").asInt(HISTORY_LIMIT);
            List<KubernetesObject> empty = old.stream()
                    .filter(set -> ReplicaSets.replicas(set) == 0 && ReplicaSets.pods(set) == 0)
                    .sorted(Comparator.comparingInt(ReplicaSets::revision).reversed()).skip(Math.max(0, kept)).toList();
            empty.forEach(set -> deletion.begin(ReplicaSets.key(set)));
            old.removeAll(empty);
        }
    }

    private static boolean isOver(KubernetesObject pod) {
        String phase = pod.status().path("phase").asString("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** A pod template without the label that tells ReplicaSets apart. */
    private static JsonNode template(KubernetesObject object) {
        JsonNode template = object.spec().path("template");
        if (!template.isObject()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (template.at("/metadata/labels/" + ReplicaSets.HASH_LABEL).isMissingNode()) {
            return template;
        }
        ObjectNode copy = (ObjectNode) template.deepCopy();
        copy.withObject("/metadata/labels").remove(ReplicaSets.HASH_LABEL);
        return copy;
    }
}
