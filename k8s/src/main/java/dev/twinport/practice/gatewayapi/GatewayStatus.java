package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.objects.KubernetesObject;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The status of a Gateway, in the words of Istio. Pure. */
final class GatewayStatus {

    private GatewayStatus() {
    }

    static ObjectNode of(KubernetesObject gateway, GatewayApi api, Instant now) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        long generation = gateway.tree().at("/metadata/generation").asLong(1);
        GatewayServices.Assignment assignment = GatewayServices.of(gateway).assign(api.services());
        if (!assignment.addresses().isEmpty()) {
            ArrayNode addresses = status.putArray("addresses");
            assignment.addresses().forEach(
                    address -> addresses.addObject().put("type", address.type()).put("value", address.value()));
        }
        boolean valid = gateway.spec().path("listeners").valueStream()
                .noneMatch(listener -> GatewayApi.supportedKinds(listener).isEmpty());
        boolean programmed = assignment.warnings().isEmpty();
        new StatusConditions(status.putArray("conditions"), gateway.status().path("conditions"), generation, now)
                .with("Accepted", true, valid ? "Accepted" : "ListenersNotValid",
                        valid ? "Resource accepted" : "One or more of the Gateway's listeners are invalid")
                .with("Programmed", programmed,
                        programmed ? "Programmed" : assignment.pending() ? "AddressNotAssigned" : "AddressNotUsable",
                        programmedMessage(assignment))
                .with("ResolvedRefs", true, "ResolvedRefs", "All references resolved");
        ArrayNode listeners = status.putArray("listeners");
        for (JsonNode listener : gateway.spec().path("listeners")) {
            listeners.add(listener(gateway, listener, api, generation, now));
        }
        return status;
    }

    private static ObjectNode listener(KubernetesObject gateway, JsonNode listener, GatewayApi api, long generation,
            Instant now) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        String name = listener.path("name").asString("");
        status.put("attachedRoutes", api.attached(gateway, listener));
        JsonNode before = gateway.status().path("listeners").valueStream()
                .filter(known -> known.path("name").asString("").equals(name)).findFirst()
                .orElse(JsonNodeFactory.instance.objectNode());
        List<String> kinds = GatewayApi.supportedKinds(listener);
        new StatusConditions(status.putArray("conditions"), before.path("conditions"), generation, now)
                .with("Accepted", !kinds.isEmpty(), kinds.isEmpty() ? "UnsupportedProtocol" : "Accepted",
                        kinds.isEmpty()
                                ? "protocol \"%s\" is unsupported".formatted(listener.path("protocol").asString(""))
                                : "No errors found")
                .with("Conflicted", false, "NoConflicts", "No errors found")
                .with("Programmed", true, "Programmed", "No errors found")
                .with("ResolvedRefs", true, "ResolvedRefs", "No errors found");
        status.put("name", name);
        ArrayNode supported = status.putArray("supportedKinds");
        kinds.forEach(kind -> supported.addObject().put("group", GatewayApiKinds.GROUP).put("kind", kind));
        return status;
    }

    private static String programmedMessage(GatewayServices.Assignment assignment) {
        String assigned = joined(assignment.assigned());
        String warnings = String.join("; ", assignment.warnings());
        if (assignment.warnings().isEmpty()) {
            return "Resource programmed, assigned to service(s) " + assigned;
        }
        return assignment.assigned().isEmpty() ? "Failed to assign to any requested addresses: " + warnings
                : "Assigned to service(s) %s, but failed to assign to all requested addresses: %s".formatted(assigned,
                        warnings);
    }

    private static String joined(List<String> words) {
        return switch (words.size()) {
            case 0 -> "";
            case 1 -> words.getFirst();
            case 2 -> words.getFirst() + " and " + words.getLast();
            default -> String.join(", ", words.subList(0, words.size() - 1)) + ", and " + words.getLast();
        };
    }
}
