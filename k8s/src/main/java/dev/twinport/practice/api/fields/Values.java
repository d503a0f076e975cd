package dev.twinport.practice.api.fields;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** Comparing values whatever the width in which a number happens to be held. */
final class Values {

    /** Numbers, texts, truth values, lists, objects, null; each by its value. */
    static final Comparator<JsonNode> ORDER = Comparator.comparingInt(Values::rank)
            .thenComparing((first, second) -> first.isNumber() ? first.decimalValue().compareTo(second.decimalValue())
                    : first.isString() ? first.stringValue().compareTo(second.stringValue())
                            : first.toString().compareTo(second.toString()));

    private Values() {
    }

    static boolean equal(JsonNode first, JsonNode second) {
        return first.equals((a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1, second);
    }

    /** The value in the one form that is equal to all others of that value. */
    static JsonNode plain(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt() ? IntNode.valueOf(value.intValue()) : value;
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            default -> 5;
        };
    }
}
