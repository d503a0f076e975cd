package dev.twinport.practice.schema;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds what a custom kind's schema says should stand where an object says nothing (the documentation of
 * CustomResourceDefinitions, "Defaulting"). Not for built-in kinds: their schemas' defaults are of another meaning.
 */
public final class SchemaDefaults {

    private SchemaDefaults() {
    }

    /** Completes a tree in place. A null where none may stand counts as nothing. */
    public static void add(JsonNode node, Schema schema) {
        if (node instanceof ObjectNode object) {
            for (String name : schema.properties()) {
                Schema declared = schema.property(name);
                Optional<JsonNode> value = declared.defaultValue();
                JsonNode present = object.path(name);
                if (value.isPresent() && (present.isMissingNode() || (present.isNull() && !declared.isNullable()))) {
                    object.set(name, value.get().deepCopy());
                }
            }
            object.properties().forEach(field -> add(field.getValue(), schema.field(field.getKey())));
        } else {
            node.forEach(item -> add(item, schema.items()));
        }
    }
}
