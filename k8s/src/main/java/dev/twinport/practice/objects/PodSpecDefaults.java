package dev.twinport.practice.objects;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server adds to a pod's spec, or a template's, where it says nothing ({@code k8s.io/api/core/v1}). */
public final class PodSpecDefaults {

    private static final int GRACE_SECONDS = 30;
    /** Read and write for the owner, read for the others: 0644, which JSON can write in tens only. */
    private static final int FILE_MODE = 420;
    private static final int TOKEN_SECONDS = 3_600;
    private static final int PROBE_PERIOD_SECONDS = 10;
    private static final int PROBE_FAILURES = 3;

    private PodSpecDefaults() {
    }

    /** Adds them; what is there stays. */
    public static void add(ObjectNode spec) {
        putMissing(spec, "restartPolicy", "Always");
        putMissing(spec, "dnsPolicy", "ClusterFirst");
        putMissing(spec, "schedulerName", "default-scheduler");
        putMissing(spec, "terminationGracePeriodSeconds", GRACE_SECONDS);
        spec.withObject("/securityContext");
        // One field under two names, the older of which is still served.
        copyMissing(spec, "serviceAccountName", "serviceAccount");
        copyMissing(spec, "serviceAccount", "serviceAccountName");
        addToContainers(spec.path("initContainers"));
        addToContainers(spec.path("containers"));
        for (JsonNode volume : spec.path("volumes")) {
            if (volume instanceof ObjectNode object) {
                addToVolume(object);
            }
        }
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
                for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
                    addToProbe(container.path(probe));
                }
                for (String moment : List.of("postStart", "preStop")) {
                    addToHandler(container.at("/lifecycle/" + moment));
                }
            }
        }
    }

    private static void addToProbe(JsonNode node) {
        if (node instanceof ObjectNode probe) {
            putMissing(probe, "timeoutSeconds", 1);
            putMissing(probe, "periodSeconds", PROBE_PERIOD_SECONDS);
            putMissing(probe, "successThreshold", 1);
            putMissing(probe, "failureThreshold", PROBE_FAILURES);
            addToHandler(probe);
        }
    }

    private static void addToHandler(JsonNode handler) {
        if (handler.path("httpGet") instanceof ObjectNode request) {
            putMissing(request, "path", "/");
            putMissing(request, "scheme", "HTTP");
        }
        if (handler.path("grpc") instanceof ObjectNode call) {
            putMissing(call, "service", "");
        }
    }

    private static void addToVolume(ObjectNode volume) {
        if (volume.size() == 1) {
            volume.putObject("emptyDir");
        }
        for (String source : List.of("configMap", "secret", "downwardAPI", "projected")) {
            if (volume.path(source) instanceof ObjectNode files) {
                putMissing(files, "defaultMode", FILE_MODE);
                putMissing(files.path("items"), "/fieldRef", "apiVersion", "v1");
            }
        }
        if (volume.path("hostPath") instanceof ObjectNode path) {
            putMissing(path, "type", "");
        }
        for (JsonNode source : volume.at("/projected/sources")) {
            putMissing(source.at("/downwardAPI/items"), "/fieldRef", "apiVersion", "v1");
            if (source.path("serviceAccountToken") instanceof ObjectNode token) {
                putMissing(token, "expirationSeconds", TOKEN_SECONDS);
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

    private static void putMissing(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static void copyMissing(ObjectNode object, String from, String to) {
        String value = object.path(from).asString("");
        if (!value.isEmpty()) {
            putMissing(object, to, value);
        }
    }
}
