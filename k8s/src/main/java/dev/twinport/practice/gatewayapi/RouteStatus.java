package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.objects.KubernetesObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The status of a TCPRoute, in the words of Istio: an entry for each parent that Istio serves. Pure. */
final class RouteStatus {

    private static final String CONTROLLER = "istio.io/gateway-controller";

    private RouteStatus() {
    }

    /** The status; entries of other controllers are kept. */
    static ObjectNode of(KubernetesObject route, GatewayApi api, Instant now) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        ArrayNode parents = status.putArray("parents");
        route.status().path("parents").valueStream()
                .filter(known -> !known.path("controllerName").asString("").equals(CONTROLLER))
                .forEach(known -> parents.add(known.deepCopy()));
        for (JsonNode reference : route.spec().path("parentRefs")) {
            Optional<KubernetesObject> gateway = api.parent(route, reference);
            if (gateway.isPresent()) {
                parents.add(entry(route, reference, gateway.get(), api, now));
            }
        }
        return status;
    }

    private static ObjectNode entry(KubernetesObject route, JsonNode reference, KubernetesObject gateway,
            GatewayApi api, Instant now) {
        List<GatewayApi.Denial> denials = new ArrayList<>();
        int bound = 0;
        for (JsonNode listener : gateway.spec().path("listeners")) {
            Optional<GatewayApi.Denial> denial = api.denial(route, reference, gateway, listener);
            denial.ifPresent(denials::add);
            bound += denial.isEmpty() ? 1 : 0;
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        JsonNode before = route.status().path("parents").valueStream()
                .filter(known -> known.path("parentRef").equals(reference)).findFirst()
                .orElse(JsonNodeFactory.instance.objectNode());
        StatusConditions conditions = new StatusConditions(entry.putArray("conditions"), before.path("conditions"),
                route.tree().at("/metadata/generation").asLong(1), now);
        if (bound > 0) {
            conditions.with("Accepted", true, "Accepted",
                    bound == 1 ? "Route was valid" : "Route was valid, bound to %s parents".formatted(bound));
        } else {
            // One kind of error is reported, the worst: a listener that fits and does not allow the route.
            String reason = denials.stream().map(GatewayApi.Denial::reason)
                    .filter(word -> word.equals("NotAllowedByListeners")).findFirst().orElse("NoMatchingParent");
            conditions.with("Accepted", false, reason, denials.stream().filter(denial -> denial.reason().equals(reason))
                    .map(GatewayApi.Denial::message).collect(Collectors.joining("; ")));
        }
        Optional<GatewayApi.BadBackend> bad = api.badBackend(route);
        conditions.with("ResolvedRefs", bad.isEmpty(), bad.map(GatewayApi.BadBackend::reason).orElse("ResolvedRefs"),
                bad.map(GatewayApi.BadBackend::message).orElse("All references resolved"));
        entry.put("controllerName", CONTROLLER);
        entry.set("parentRef", reference.deepCopy());
        return entry;
    }
}
