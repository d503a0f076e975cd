package dev.twinport.practice.api.fields;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form a {@link FieldSet} has in {@code metadata.managedFields[].fieldsV1}: an object per step, {@code "."} where a
 * field is in the set that also leads to others.
 */
public final class FieldsV1 {

    private static final String SELF = ".";

    private FieldsV1() {
    }

    public static ObjectNode encode(FieldSet set) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        TreeSet<PathElement> elements = new TreeSet<>(set.members());
        elements.addAll(set.children().keySet());
        for (PathElement element : elements) {
            ObjectNode below = encode(set.below(element));
            if (set.members().contains(element) && !below.isEmpty()) {
                ObjectNode both = JsonNodeFactory.instance.objectNode();
                both.putObject(SELF);
                below = both.setAll(below);
            }
            object.set(element.encoded(), below);
        }
        return object;
    }

    /**
     * Reads what {@link #encode} writes.
     *
     * @throws IllegalArgumentException
     *             when it is something else
     */
    public static FieldSet decode(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("fields are no object");
        }
        TreeSet<PathElement> members = new TreeSet<>();
        TreeMap<PathElement, FieldSet> children = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(SELF)) {
                PathElement element = PathElement.decode(field.getKey());
                if (field.getValue().isEmpty() || field.getValue().has(SELF)) {
                    members.add(element);
                }
                children.put(element, decode(field.getValue()));
            }
        }
        return new FieldSet(members, children);
    }
}
