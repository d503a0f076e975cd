package dev.twinport.practice.store;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Trees that have in common, in memory too, what is equal in them. For trees nobody modifies any more. */
@SuppressWarnings("ReferenceEquality") // what is the same in memory is what this is about
final class SharedTree {

    private SharedTree() {
    }

    /** {@code after}, or {@code before} if they are equal; parts of it that are equal to parts of that are the same. */
    @SuppressWarnings("ReferenceEquality") // being the same is what this is about
    static JsonNode of(JsonNode before, JsonNode after) {
        if (before == after) {
            return before;
        }
        if (after instanceof ObjectNode object && before instanceof ObjectNode known) {
            boolean same = object.size() == known.size();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode old = known.get(field.getKey());
                JsonNode shared = old == null ? field.getValue() : of(old, field.getValue());
                field.setValue(shared);
                same &= shared == old;
            }
            return same ? known : object;
        }
        if (after instanceof ArrayNode array && before instanceof ArrayNode known) {
            boolean same = array.size() == known.size();
            for (int i = 0; i < array.size() && i < known.size(); i++) {
                JsonNode shared = of(known.get(i), array.get(i));
                array.set(i, shared);
                same &= shared == known.get(i);
            }
            return same ? known : array;
        }
        return after.equals(before) ? before : after;
    }
}
