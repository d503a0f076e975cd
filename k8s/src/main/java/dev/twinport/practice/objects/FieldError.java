package dev.twinport.practice.objects;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One thing that is wrong with one field, in the words of the API server ({@code field.Error} of apimachinery).
 *
 * @param field
 *            its path, as in {@code spec.ports[0].name}; {@code <nil>} when it is about the whole object
 * @param value
 *            what stands there; empty when it is not to be repeated
 * @param detail
 *            what is wrong; may be empty
 */
public record FieldError(Type type, String field, Optional<JsonNode> value, String detail) {

    /** Kinds of error, with the words for people and the reason for programs. */
    public enum Type {
        REQUIRED("Required value", "FieldValueRequired"), INVALID("Invalid value", "FieldValueInvalid"),
        TYPE_INVALID("Invalid value", "FieldValueTypeInvalid"),
        NOT_SUPPORTED("Unsupported value", "FieldValueNotSupported"),
        DUPLICATE("Duplicate value", "FieldValueDuplicate"), NOT_FOUND("Not found", "FieldValueNotFound"),
        FORBIDDEN("Forbidden", "FieldValueForbidden"), TOO_LONG("Too long", "FieldValueTooLong"),
        TOO_MANY("Too many", "FieldValueTooMany");

        private final String words;
        private final String reason;

        Type(String words, String reason) {
            this.words = words;
            this.reason = reason;
        }
    }

    /** It must be there. */
    public static FieldError required(String field, String detail) {
        return new FieldError(Type.REQUIRED, field, Optional.empty(), detail);
    }

    /** It must not have this value. */
    public static FieldError invalid(String field, JsonNode value, String detail) {
        JsonNode shown = value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        return new FieldError(Type.INVALID, field, Optional.of(shown), detail);
    }

    /** It must not have this value. */
    public static FieldError invalid(String field, String value, String detail) {
        return invalid(field, JsonNodeFactory.instance.stringNode(value), detail);
    }

    /** It must not be said, or changed, here. */
    public static FieldError forbidden(String field, String detail) {
        return new FieldError(Type.FORBIDDEN, field, Optional.empty(), detail);
    }

    /** It has a value that another has. */
    public static FieldError duplicate(String field, JsonNode value) {
        return new FieldError(Type.DUPLICATE, field, Optional.of(value), "");
    }

    /** It names something that is not there. */
    public static FieldError notFound(String field, JsonNode value) {
        return new FieldError(Type.NOT_FOUND, field, Optional.of(value), "");
    }

    /**
     * It is too long a text.
     *
     * @param limit
     *            in bytes
     */
    public static FieldError tooLong(String field, long limit) {
        return new FieldError(Type.TOO_LONG, field, Optional.empty(),
                "may not be more than %s %s".formatted(limit, limit == 1 ? "byte" : "bytes"));
    }

    /**
     * It has too many items.
     *
     * @param limit
     *            how many it may have
     */
    public static FieldError tooMany(String field, int actual, long limit) {
        return new FieldError(Type.TOO_MANY, field, Optional.of(JsonNodeFactory.instance.numberNode(actual)),
                "must have at most %s %s".formatted(limit, limit == 1 ? "item" : "items"));
    }

    /** The value is none of the supported ones, which are listed in the given order. */
    public static FieldError notSupported(String field, String value, List<String> supported) {
        return notSupported(field, JsonNodeFactory.instance.stringNode(value), supported);
    }

    /** The value is none of the supported ones, which are listed in the given order. */
    public static FieldError notSupported(String field, JsonNode value, List<String> supported) {
        return new FieldError(Type.NOT_SUPPORTED, field, Optional.of(value), supported.stream()
                .map(one -> "\"" + one + "\"").collect(Collectors.joining(", ", "supported values: ", "")));
    }

    /** What is wrong, without the field. */
    public String body() {
        String shown = value.map(node -> ": " + node).orElse("");
        return type.words + shown + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** {@code metav1.CauseType}. */
    public String reason() {
        return type.reason;
    }

    @Override
    public String toString() {
        return field + ": " + body();
    }
}
