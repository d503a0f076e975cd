package dev.twinport.practice.controllers;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code status.conditions} of an object being written anew: a condition that says what it said before keeps its
 * times, so that writing it again changes nothing.
 */
final class Conditions {

    private final JsonNode before;
    private final String now;
    private final ArrayNode conditions = JsonNodeFactory.instance.arrayNode();

    /**
     * @param before
     *            the conditions the object has, an array or missing
     */
    Conditions(JsonNode before, Clock clock) {
        this.before = before;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Conditions with(String type, boolean holds, String reason, String message) {
        return with(type, holds ? "True" : "False", reason, message);
    }

    /**
     * Adds one.
     *
     * @param status
     *            {@code True}, {@code False} or {@code Unknown}
     */
    Conditions with(String type, String status, String reason, String message) {
        ObjectNode condition = conditions.addObject().put("type", type).put("status", status).put("lastUpdateTime", now)
                .put("lastTransitionTime", now).put("reason", reason).put("message", message);
        before.valueStream().filter(known -> known.path("type").asString("").equals(type)).findFirst()
                .ifPresent(known -> keepTimes(condition, known));
        return this;
    }

    /** For kinds whose conditions have one time only. */
    Conditions withoutUpdateTime(String type, boolean holds, String reason, String message) {
        with(type, holds, reason, message);
        ((ObjectNode) conditions.get(conditions.size() - 1)).remove("lastUpdateTime");
        return this;
    }

    /** Adds one as it is. */
    Conditions keep(JsonNode condition) {
        conditions.add(condition.deepCopy());
        return this;
    }

    ArrayNode tree() {
        return conditions.deepCopy();
    }

    private static void keepTimes(ObjectNode condition, JsonNode known) {
        if (condition.path("status").equals(known.path("status"))) {
            condition.set("lastTransitionTime", known.path("lastTransitionTime"));
            if (condition.path("reason").equals(known.path("reason"))
                    && condition.path("message").equals(known.path("message")) && known.has("lastUpdateTime")) {
                condition.set("lastUpdateTime", known.path("lastUpdateTime"));
            }
        }
    }
}
