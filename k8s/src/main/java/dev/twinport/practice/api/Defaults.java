package dev.twinport.practice.api;

import dev.twinport.practice.access.RoleValidation;
import dev.twinport.practice.objects.PodSpecDefaults;
import dev.twinport.practice.objects.SecretValidation;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API server adds to an object where it says nothing, as {@code kubectl get -o yaml} and
 * {@code kubectl describe} then show it. Services are completed by their controller, which also gives them an address.
 */
final class Defaults {

    private static final int HISTORY_LIMIT = 10;
    private static final int DEADLINE_SECONDS = 600;
    private static final String QUARTER = "25%";

    private Defaults() {
    }

    /** Adds them; what is there stays. */
    static void add(ResourceKind kind, ObjectNode object) {
        if (kind.equals(ResourceKinds.DEPLOYMENT)) {
            completeDeployment(object.withObject("/spec"));
        } else if (kind.equals(ResourceKinds.REPLICA_SET)) {
            putMissing(object.withObject("/spec"), "replicas", 1);
            PodSpecDefaults.add(object.withObject("/spec/template/spec"));
        } else if (kind.equals(ResourceKinds.SECRET)) {
            SecretValidation.complete(object);
        } else if (RoleValidation.concerns(kind)) {
            RoleValidation.complete(kind, object);
        } else if (kind.equals(ResourceKinds.POD)) {
            PodSpecDefaults.add(object.withObject("/spec"));
        }
    }

    private static void completeDeployment(ObjectNode spec) {
        putMissing(spec, "replicas", 1);
        putMissing(spec, "revisionHistoryLimit", HISTORY_LIMIT);
        putMissing(spec, "progressDeadlineSeconds", DEADLINE_SECONDS);
        ObjectNode strategy = spec.withObject("/strategy");
        if (!strategy.has("type")) {
            strategy.put("type", "RollingUpdate");
        }
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObject("/rollingUpdate");
            for (String field : new String[] { "maxSurge", "maxUnavailable" }) {
                if (!rolling.has(field)) {
                    rolling.put(field, QUARTER);
                }
            }
        }
        PodSpecDefaults.add(spec.withObject("/template/spec"));
    }

    private static void putMissing(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
