package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deployment to ReplicaSets: one ReplicaSet per pod template, named by the template's hash; a changed template brings a
 * new one, which grows while the old ones shrink within the Deployment's rollout strategy.
 */
public final class DeploymentController implements Controller {

    private static final String COMPONENT = "deployment-controller";
    private static final String HASH_LABEL = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final int HISTORY_LIMIT = 10;

    private final Store store;
    private final EventRecorder events;
    private final Clock clock;

    public DeploymentController(Store store, EventRecorder events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        ResourceKind kind = event.key().kind();
        return kind.equals(ResourceKinds.DEPLOYMENT) || kind.equals(ResourceKinds.REPLICA_SET);
    }

    @Override
    public void reconcile() {
        List<KubernetesObject> replicaSets = store.list(ResourceKinds.REPLICA_SET, "").objects().stream()
                .map(KubernetesObject::new).toList();
        for (ObjectNode tree : store.list(ResourceKinds.DEPLOYMENT, "").objects()) {
            KubernetesObject deployment = new KubernetesObject(tree);
            reconcile(deployment, replicaSets.stream()
                    .filter(set -> set.controllerUid().equals(Optional.of(deployment.uid()))).toList());
        }
    }

    private void reconcile(KubernetesObject deployment, List<KubernetesObject> owned) {
        String hash = SafeNames.hash(deployment.spec().path("template"));
        Optional<KubernetesObject> current = owned.stream().filter(set -> hash.equals(set.labels().get(HASH_LABEL)))
                .findFirst();
        List<KubernetesObject> old = owned.stream().filter(set -> !hash.equals(set.labels().get(HASH_LABEL))).toList();
        if (!deployment.spec().path("paused").asBoolean(false)) {
            if (current.isEmpty()) {
                create(deployment, hash, old);
            } else {
                roll(deployment, current.get(), old);
            }
        }
        writeStatus(deployment, current, owned);
    }

    private void create(KubernetesObject deployment, String hash, List<KubernetesObject> old) {
        int revision = old.stream().mapToInt(DeploymentController::revision).max().orElse(0) + 1;
        ResourceKey key = new ResourceKey(ResourceKinds.REPLICA_SET, deployment.namespace(),
                deployment.name() + "-" + hash);
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
        ObjectNode metadata = set.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
        OwnerReference.write(metadata, deployment);
        metadata.putObject("annotations").put(REVISION, Integer.toString(revision));
        ObjectNode template = deployment.spec().path("template").isObject()
                ? (ObjectNode) deployment.spec().path("template").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        template.withObject("/metadata/labels").put(HASH_LABEL, hash);
        metadata.set("labels", template.at("/metadata/labels").deepCopy());
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.set("selector", deployment.spec().path("selector").deepCopy());
        spec.withObject("/selector/matchLabels").put(HASH_LABEL, hash);
        spec.set("template", template);
        store.create(key, set);
        annotate(deployment, revision);
    }

    private void roll(KubernetesObject deployment, KubernetesObject current, List<KubernetesObject> old) {
        int desired = desired(deployment);
        RolloutStrategy strategy = RolloutStrategy.of(deployment.spec().path("strategy"), desired);
        int revision = old.stream().mapToInt(DeploymentController::revision).max().orElse(0) + 1;
        if (revision(current) < revision) {
            // Rolled back to a template it had before.
            setRevision(current, revision);
            annotate(deployment, revision);
        }
        int oldReplicas = old.stream().mapToInt(DeploymentController::replicas).sum();
        int oldPods = old.stream().mapToInt(set -> set.status().path("replicas").asInt(0)).sum();
        if (strategy.recreate()) {
            old.forEach(set -> scale(deployment, set, 0));
            scale(deployment, current, oldPods == 0 ? desired : replicas(current));
        } else {
            int room = Math.max(0, desired + strategy.maxSurge() - oldReplicas);
            scale(deployment, current, Math.min(desired, Math.max(Math.min(replicas(current), desired), room)));
            shrink(deployment, current, old, desired - strategy.maxUnavailable());
        }
        forgetOldest(old, deployment.spec().path("revisionHistoryLimit").asInt(HISTORY_LIMIT));
    }

    /** Takes away old pods: those that are not ready first, the others as far as enough remain ready. */
    private void shrink(KubernetesObject deployment, KubernetesObject current, List<KubernetesObject> old,
            int mustBeReady) {
        int ready = ready(current) + old.stream().mapToInt(DeploymentController::ready).sum();
        for (KubernetesObject set : old) {
            int unready = Math.max(0, replicas(set) - ready(set));
            int spare = Math.clamp(ready - mustBeReady, 0, ready(set));
            scale(deployment, set, replicas(set) - unready - spare);
            ready -= spare;
        }
    }

    private void scale(KubernetesObject deployment, KubernetesObject set, int replicas) {
        int before = replicas(set);
        if (before == replicas) {
            return;
        }
        store.update(key(set), tree -> {
            tree.withObject("/spec").put("replicas", replicas);
            return tree;
        });
        events.normal(deployment, COMPONENT, "ScalingReplicaSet", "Scaled %s replica set %s from %d to %d"
                .formatted(replicas > before ? "up" : "down", set.name(), before, replicas));
    }

    private void forgetOldest(List<KubernetesObject> old, int kept) {
        old.stream().filter(set -> replicas(set) == 0 && set.status().path("replicas").asInt(0) == 0)
                .sorted(Comparator.comparingInt(DeploymentController::revision).reversed()).skip(Math.max(0, kept))
                .forEach(set -> store.delete(key(set)));
    }

    private void annotate(KubernetesObject deployment, int revision) {
        store.update(key(deployment), tree -> {
            tree.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision));
            return tree;
        });
    }

    private void setRevision(KubernetesObject set, int revision) {
        store.update(key(set), tree -> {
            tree.withObject("/metadata/annotations").put(REVISION, Integer.toString(revision));
            return tree;
        });
    }

    private void writeStatus(KubernetesObject deployment, Optional<KubernetesObject> current,
            List<KubernetesObject> owned) {
        int desired = desired(deployment);
        int pods = owned.stream().mapToInt(set -> set.status().path("replicas").asInt(0)).sum();
        int ready = owned.stream().mapToInt(DeploymentController::ready).sum();
        int updated = current.map(set -> set.status().path("replicas").asInt(0)).orElse(0);
        boolean complete = updated == desired && pods == desired && ready == desired;
        int minimum = desired - RolloutStrategy.of(deployment.spec().path("strategy"), desired).maxUnavailable();
        String set = current.map(KubernetesObject::name).orElse(deployment.name());
        Conditions conditions = new Conditions(deployment.status().path("conditions"), clock).with("Available",
                ready >= minimum, ready >= minimum ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                ready >= minimum ? "Deployment has minimum availability."
                        : "Deployment does not have minimum availability.")
                .with("Progressing", true, complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                        complete ? "ReplicaSet \"%s\" has successfully progressed.".formatted(set)
                                : "ReplicaSet \"%s\" is progressing.".formatted(set));
        store.update(key(deployment), tree -> {
            ObjectNode status = tree.putObject("status");
            status.put("observedGeneration", tree.at("/metadata/generation").asLong(1));
            putUnlessZero(status, "replicas", pods);
            putUnlessZero(status, "updatedReplicas", updated);
            putUnlessZero(status, "readyReplicas", ready);
            putUnlessZero(status, "availableReplicas", ready);
            putUnlessZero(status, "unavailableReplicas", Math.max(0, Math.max(desired, pods) - ready));
            status.set("conditions", conditions.tree());
            return tree;
        });
    }

    private static void putUnlessZero(ObjectNode status, String name, int count) {
        if (count > 0) {
            status.put(name, count);
        }
    }

    private static ResourceKey key(KubernetesObject object) {
        ResourceKind kind = object.kind().equals("Deployment") ? ResourceKinds.DEPLOYMENT : ResourceKinds.REPLICA_SET;
        return new ResourceKey(kind, object.namespace(), object.name());
    }

    private static int desired(KubernetesObject deployment) {
        return deployment.spec().path("replicas").asInt(1);
    }

    private static int replicas(KubernetesObject set) {
        return set.spec().path("replicas").asInt(1);
    }

    /** Ready pods that are to stay: the status still counts pods of which the spec has just been rid. */
    private static int ready(KubernetesObject set) {
        return Math.min(set.status().path("readyReplicas").asInt(0), replicas(set));
    }

    private static int revision(KubernetesObject set) {
        String revision = set.annotations().getOrDefault(REVISION, "0");
        return revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0;
    }
}
