package dev.twinport.practice.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server adds to a Service where it says nothing, but for the addresses and ports it gives away. */
final class ServiceDefaults {

    private ServiceDefaults() {
    }

    /** Adds them to a spec; what is there stays. */
    static void add(ObjectNode spec) {
        putMissing(spec, "type", "ClusterIP");
        putMissing(spec, "sessionAffinity", "None");
        if (spec.path("sessionAffinity").asString("").equals("ClientIP")) {
            spec.withObject("/sessionAffinityConfig/clientIP");
            if (!spec.at("/sessionAffinityConfig/clientIP").has("timeoutSeconds")) {
                spec.withObject("/sessionAffinityConfig/clientIP").put("timeoutSeconds", 10_800);
            }
        }
        for (JsonNode entry : spec.path("ports")) {
            if (entry instanceof ObjectNode port) {
                putMissing(port, "protocol", "TCP");
                JsonNode target = port.path("targetPort");
                if (target.isMissingNode() || target.asString("").isEmpty() || target.asString("").equals("0")) {
                    port.set("targetPort", port.path("port"));
                }
            }
        }
        String type = spec.path("type").asString("");
        if (!type.equals("ExternalName")) {
            putMissing(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer") || type.equals("NodePort")) {
            putMissing(spec, "externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
    }

    private static void putMissing(ObjectNode object, String field, String value) {
        if (object.path(field).asString("").isEmpty()) {
            object.put(field, value);
        }
    }
}
