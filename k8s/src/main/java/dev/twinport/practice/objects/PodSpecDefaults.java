package dev.twinport.practice.objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server adds to a pod's spec, or a template's, where it says nothing ({@code k8s.io/api/core/v1}). */
public final class PodSpecDefaults {

    private static final int GRACE_SECONDS = 30;

    private PodSpecDefaults() {
    }

    /** Adds them; what is there stays. */
    public static void add(ObjectNode spec) {
        putMissing(spec, "restartPolicy", "Always");
        putMissing(spec, "dnsPolicy", "ClusterFirst");
        putMissing(spec, "schedulerName", "default-scheduler");
        if (!spec.has("terminationGracePeriodSeconds")) {
            spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
        }
        spec.withObject("/securityContext");
        addToContainers(spec.path("initContainers"));
        addToContainers(spec.path("containers"));
    }

    private static void addToContainers(JsonNode containers) {
        for (JsonNode entry : containers) {
            if (entry instanceof ObjectNode container) {
                putMissing(container, "imagePullPolicy", pullPolicy(container.path("image").asString("")));
                putMissing(container, "terminationMessagePath", "/dev/termination-log");
                putMissing(container, "terminationMessagePolicy", "File");
                container.withObject("/resources");
                putMissing(container.path("ports"), "", "protocol", "TCP");
                putMissing(container.path("env"), "/valueFrom/fieldRef", "apiVersion", "v1");
            }
        }
    }

    private static String pullPolicy(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        return !last.contains(":") || last.endsWith(":latest") ? "Always" : "IfNotPresent";
    }

    /** Completes the object at {@code pointer} in each item of a list. */
    private static void putMissing(JsonNode list, String pointer, String field, String value) {
        for (JsonNode item : list) {
            if (item.at(pointer) instanceof ObjectNode object) {
                putMissing(object, field, value);
            }
        }
    }

    private static void putMissing(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
