package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.PathElement.Name;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes fields away from an object. */
final class Removal {

    private Removal() {
    }

    /** The value without those fields; missing when nothing is left of an object or a list that had something. */
    static JsonNode of(JsonNode value, FieldSet fields, Shape shape) {
        if (shape.isAtomic(value)) {
            return value.isContainer() ? MissingNode.getInstance() : value;
        }
        return value.isArray() ? items(value, fields, shape) : fields(value, fields, shape);
    }

    private static JsonNode fields(JsonNode object, FieldSet fields, Shape shape) {
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Name name = new Name(field.getKey());
            if (!fields.members().contains(name)) {
                JsonNode kept = keep(field.getValue(), fields.below(name), shape.at(name));
                if (!kept.isMissingNode()) {
                    left.set(field.getKey(), kept);
                }
            }
        }
        return left.isEmpty() ? MissingNode.getInstance() : left;
    }

    private static JsonNode items(JsonNode list, FieldSet fields, Shape shape) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
            PathElement element = shape.element(item);
            if (!fields.members().contains(element)) {
                JsonNode kept = keep(item, fields.below(element), shape.at(element));
                if (!kept.isMissingNode()) {
                    left.add(kept);
                }
            }
        }
        return left.isEmpty() ? MissingNode.getInstance() : left;
    }

    private static JsonNode keep(JsonNode value, FieldSet fields, Shape shape) {
        return fields.isEmpty() ? value : of(value, fields, shape);
    }
}
