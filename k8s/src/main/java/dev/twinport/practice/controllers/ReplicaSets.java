package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import java.util.List;
import java.util.function.ToIntFunction;

/** What a Deployment's ReplicaSets say of themselves. */
final class ReplicaSets {

    static final String HASH_LABEL = "pod-template-hash";
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MOST = "deployment.kubernetes.io/max-replicas";

    private ReplicaSets() {
    }

    static ResourceKey key(KubernetesObject set) {
        return new ResourceKey(ResourceKinds.REPLICA_SET, set.namespace(), set.name());
    }

    static int sum(List<KubernetesObject> sets, ToIntFunction<KubernetesObject> count) {
        return sets.stream().mapToInt(count).sum();
    }

    /** Pods it is to have. */
    static int replicas(KubernetesObject set) {
        return set.spec().path("replicas").asInt(1);
    }

    /** Pods it has. */
    static int pods(KubernetesObject set) {
        return set.status().path("replicas").asInt(0);
    }

    static int ready(KubernetesObject set) {
        return set.status().path("readyReplicas").asInt(0);
    }

    static int available(KubernetesObject set) {
        return set.status().path("availableReplicas").asInt(0);
    }

    static int revision(KubernetesObject object) {
        return annotation(object, REVISION, 0);
    }

    static int annotation(KubernetesObject object, String name, int otherwise) {
        String text = object.annotations().getOrDefault(name, "");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
