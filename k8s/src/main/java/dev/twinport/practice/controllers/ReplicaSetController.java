package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ReplicaSet to Pods: as many as it asks for, the same whoever deletes one. */
public final class ReplicaSetController implements Controller {

    private static final String COMPONENT = "replicaset-controller";

    /** Which of several pods goes first: one that is not ready, then the youngest. */
    private static final Comparator<KubernetesObject> FIRST_TO_GO = Comparator.comparing(KubernetesObject::isReady)
            .thenComparing(Comparator.comparing(KubernetesObject::createdAt).reversed())
            .thenComparing(KubernetesObject::name);

    private final Store store;
    private final EventRecorder events;
    private final RandomGenerator random;

    public ReplicaSetController(Store store, EventRecorder events, RandomGenerator random) {
        this.store = store;
        this.events = events;
        this.random = random;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        ResourceKind kind = event.key().kind();
        return kind.equals(ResourceKinds.REPLICA_SET) || kind.equals(ResourceKinds.POD);
    }

    @Override
    public void reconcile() {
        List<KubernetesObject> pods = store.list(ResourceKinds.POD, "").objects().stream().map(KubernetesObject::new)
                .filter(pod -> !isOver(pod)).toList();
        for (ObjectNode tree : store.list(ResourceKinds.REPLICA_SET, "").objects()) {
            KubernetesObject set = new KubernetesObject(tree);
            List<KubernetesObject> owned = pods.stream()
                    .filter(pod -> pod.controllerUid().equals(Optional.of(set.uid()))).toList();
            writeStatus(set, owned);
            bringTo(set, owned, set.spec().path("replicas").asInt(1));
        }
    }

    private void bringTo(KubernetesObject set, List<KubernetesObject> owned, int desired) {
        for (int missing = owned.size(); missing < desired; missing++) {
            create(set);
        }
        owned.stream().sorted(FIRST_TO_GO).limit(Math.max(0, owned.size() - desired)).forEach(pod -> {
            store.delete(new ResourceKey(ResourceKinds.POD, pod.namespace(), pod.name()));
            events.normal(set, COMPONENT, "SuccessfulDelete", "Deleted pod: " + pod.name());
        });
    }

    private void create(KubernetesObject set) {
        JsonNode template = set.spec().path("template");
        ResourceKey key = new ResourceKey(ResourceKinds.POD, set.namespace(),
                set.name() + "-" + SafeNames.suffix(random));
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("name", key.name()).put("generateName", set.name() + "-")
                .put("namespace", key.namespace());
        for (String copied : List.of("labels", "annotations")) {
            if (template.at("/metadata/" + copied).isObject()) {
                metadata.set(copied, template.at("/metadata/" + copied).deepCopy());
            }
        }
        OwnerReference.write(metadata, set);
        pod.set("spec", template.path("spec").deepCopy());
        pod.putObject("status").put("phase", "Pending");
        store.create(key, pod);
        events.normal(set, COMPONENT, "SuccessfulCreate", "Created pod: " + key.name());
    }

    private void writeStatus(KubernetesObject set, List<KubernetesObject> owned) {
        int ready = (int) owned.stream().filter(KubernetesObject::isReady).count();
        store.update(new ResourceKey(ResourceKinds.REPLICA_SET, set.namespace(), set.name()), tree -> {
            ObjectNode status = tree.putObject("status").put("replicas", owned.size());
            status.put("observedGeneration", tree.at("/metadata/generation").asLong(1));
            if (!owned.isEmpty()) {
                status.put("fullyLabeledReplicas", owned.size());
            }
            if (ready > 0) {
                status.put("readyReplicas", ready).put("availableReplicas", ready);
            }
            return tree;
        });
    }

    private static boolean isOver(KubernetesObject pod) {
        String phase = pod.status().path("phase").asString("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
