package dev.twinport.practice.validation;

import dev.twinport.practice.objects.Quantity;
import dev.twinport.practice.schema.Schema;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Values of another type than a field of a built-in kind has: the server cannot even read them, and says so in the
 * words of Go's JSON decoder. Only the first is told.
 */
public final class TypeErrors {

    private TypeErrors() {
    }

    /** What is wrong with the first such value, in the order of the tree. */
    public static Optional<String> first(JsonNode object, Schema schema, String kind) {
        return inFields(object, schema, kind, "");
    }

    private static Optional<String> inFields(JsonNode object, Schema schema, String struct, String path) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Schema declared = schema.property(field.getKey());
            if (declared.isKnown()) {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                Optional<String> wrong = in(field.getValue(), declared, struct, at);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> in(JsonNode value, Schema schema, String struct, String path) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (schema.isQuantity()) {
            boolean fits = value.isNumber() || Quantity.parse(value.asString("")).isPresent();
            return fits ? Optional.empty()
                    : Optional.of(
                            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        if (schema.isIntOrString()) {
            return value.isString() || isWhole(value, "int32") ? Optional.empty()
                    : Optional.of(text(value, struct, path, "int32"));
        }
        return switch (schema.type()) {
            case "string" ->
                    value.isString() ? base64(value, schema) : Optional.of(text(value, struct, path, "string"));
            case "boolean" -> value.isBoolean() ? Optional.empty() : Optional.of(text(value, struct, path, "bool"));
            case "integer" -> isWhole(value, schema.format()) ? Optional.empty()
                    : Optional.of(text(value, struct, path, goType(schema)));
            case "array" -> inItems(value, schema, struct, path);
            case "object" -> inObject(value, schema, struct, path);
            default -> Optional.empty();
        };
    }

    private static Optional<String> inItems(JsonNode value, Schema schema, String struct, String path) {
        if (!value.isArray()) {
            return Optional.of(text(value, struct, path, goType(schema)));
        }
        return value.valueStream().map(item -> in(item, schema.items(), struct, path)).flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> inObject(JsonNode value, Schema schema, String struct, String path) {
        if (!value.isObject()) {
            return Optional.of(text(value, struct, path, goType(schema)));
        }
        if (schema.additionalProperties().isKnown()) {
            return value.valueStream().map(item -> in(item, schema.additionalProperties(), struct, path))
                    .flatMap(Optional::stream).findFirst();
        }
        String name = schema.typeName();
        return inFields(value, schema, name.substring(name.indexOf('.') + 1), path);
    }

    private static Optional<String> base64(JsonNode value, Schema schema) {
        if (!schema.format().equals("byte")) {
            return Optional.empty();
        }
        String text = value.asString("").replace("\r", "").replace("\n", "");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+'
                    || c == '/';
            boolean padding = c == '=' && i >= text.length() - 2 && text.length() % 4 == 0;
            if (!letter && !padding) {
                return Optional.of("illegal base64 data at input byte " + i);
            }
        }
        return text.length() % 4 == 0 ? Optional.empty()
                : Optional.of("illegal base64 data at input byte " + (text.length() - text.length() % 4));
    }

    private static boolean isWhole(JsonNode value, String format) {
        if (!value.isIntegralNumber()) {
            return false;
        }
        return format.equals("int32") ? value.canConvertToInt() : value.canConvertToLong();
    }

    private static String text(JsonNode value, String struct, String path, String type) {
        return "json: cannot unmarshal %s into Go struct field %s.%s of type %s".formatted(described(value, type),
                struct, path, type);
    }

    private static String described(JsonNode value, String type) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            case NUMBER -> type.startsWith("int") ? "number " + value : "number";
            default -> "object";
        };
    }

    /** The name of the type in the server's sources, as far as a schema tells it. */
    private static String goType(Schema schema) {
        return switch (schema.type()) {
            case "string" -> "string";
            case "boolean" -> "bool";
            case "integer" -> schema.format().isEmpty() ? "int64" : schema.format();
            case "array" -> "[]" + goType(schema.items());
            default -> schema.additionalProperties().isKnown() ? "map[string]" + goType(schema.additionalProperties())
                    : schema.typeName();
        };
    }
}
