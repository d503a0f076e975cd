package dev.twinport.practice.gatewayapi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes conditions as the Gateway API has them; one that keeps its status keeps its time. */
final class StatusConditions {

    private final ArrayNode conditions;
    private final JsonNode before;
    private final long generation;
    private final String now;

    /**
     * @param conditions
     *            the list to write to
     * @param before
     *            what it was
     * @param generation
     *            of the object the status is about
     */
    StatusConditions(ArrayNode conditions, JsonNode before, long generation, Instant now) {
        this.conditions = conditions;
        this.before = before;
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    StatusConditions with(String type, boolean holds, String reason, String message) {
        ObjectNode condition = conditions.addObject().put("lastTransitionTime", now).put("message", message)
                .put("observedGeneration", generation).put("reason", reason).put("status", holds ? "True" : "False")
                .put("type", type);
        before.valueStream()
                .filter(known -> known.path("type").asString("").equals(type)
                        && known.path("status").equals(condition.path("status")))
                .findFirst().ifPresent(known -> condition.set("lastTransitionTime", known.path("lastTransitionTime")));
        return this;
    }
}
