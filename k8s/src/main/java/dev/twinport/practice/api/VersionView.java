package dev.twinport.practice.api;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects in another version of their API than the one they are stored in. Versions differ in their name only, which is
 * what CustomResourceDefinitions call the conversion strategy {@code None}.
 */
final class VersionView {

    private VersionView() {
    }

    /** The object with that {@code apiVersion}: itself when it has it already, else a copy that shares the rest. */
    static ObjectNode of(ObjectNode object, String apiVersion) {
        if (object.path("apiVersion").asString("").equals(apiVersion)) {
            return object;
        }
        ObjectNode converted = Json.object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            converted.set(field.getKey(), field.getValue());
        }
        return converted.put("apiVersion", apiVersion);
    }
}
