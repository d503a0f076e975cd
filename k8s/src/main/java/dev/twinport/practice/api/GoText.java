package dev.twinport.practice.api;

import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON as Go prints it with {@code %v}: {@code map[a:1 b:[x <nil>]]}, names in the alphabet's order. */
final class GoText {

    private GoText() {
    }

    static String of(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, String> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
            return fields.entrySet().stream().map(field -> field.getKey() + ":" + field.getValue())
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (node.isArray()) {
            return node.valueStream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
        }
        return node.isNull() ? "<nil>" : node.asString("");
    }
}
