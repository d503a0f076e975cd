package dev.twinport.practice.api;

import dev.twinport.practice.access.RoleValidation;
import dev.twinport.practice.objects.PodSpecDefaults;
import dev.twinport.practice.objects.SecretDefaults;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API server adds to an object where it says nothing, as {@code kubectl get -o yaml} and
 * {@code kubectl describe} then show it.
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
            SecretDefaults.complete(object);
        } else if (RoleValidation.concerns(kind)) {
            RoleValidation.complete(kind, object);
        } else if (kind.equals(ResourceKinds.POD)) {
            completePod(object.withObject("/spec"));
        } else if (kind.equals(ResourceKinds.SERVICE)) {
            ServiceDefaults.add(object.withObject("/spec"));
        } else if (kind.equals(ResourceKinds.ENDPOINT_SLICE)) {
            completePorts(object, "name", "");
            completePorts(object, "protocol", "TCP");
        } else if (kind.equals(ResourceKinds.ENDPOINTS)) {
            object.path("subsets").forEach(subset -> completePorts(subset, "protocol", "TCP"));
        } else if (kind.equals(ResourceKinds.NAMESPACE)) {
            completeNamespace(object);
        } else if (kind.equals(ResourceKinds.CUSTOM_RESOURCE_DEFINITION)) {
            completeDefinition(object.withObject("/spec"));
        }
    }

    private static void completePorts(JsonNode of, String field, String value) {
        for (JsonNode port : of.path("ports")) {
            if (port instanceof ObjectNode object && !object.has(field)) {
                object.put(field, value);
            }
        }
    }

    private static void completePod(ObjectNode spec) {
        PodSpecDefaults.add(spec);
        if (!spec.has("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        for (JsonNode container : spec.path("containers")) {
            if (container.at("/resources/limits") instanceof ObjectNode limits) {
                ObjectNode requests = ((ObjectNode) container).withObject("/resources/requests");
                limits.properties().stream().filter(limit -> !requests.has(limit.getKey()))
                        .forEach(limit -> requests.set(limit.getKey(), limit.getValue()));
            }
        }
    }

    private static void completeNamespace(ObjectNode namespace) {
        String name = namespace.at("/metadata/name").asString("");
        if (!name.isEmpty()) {
            namespace.withObject("/metadata").withObject("/labels").put("kubernetes.io/metadata.name", name);
        }
        if (!namespace.at("/spec/finalizers").isArray()) {
            namespace.withObject("/spec").putArray("finalizers").add("kubernetes");
        }
    }

    private static void completeDefinition(ObjectNode spec) {
        ObjectNode names = spec.withObject("/names");
        String kind = names.path("kind").asString("");
        if (!kind.isEmpty() && names.path("singular").asString("").isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (!kind.isEmpty() && names.path("listKind").asString("").isEmpty()) {
            names.put("listKind", kind + "List");
        }
        if (!spec.at("/conversion").has("strategy")) {
            spec.withObject("/conversion").put("strategy", "None");
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
