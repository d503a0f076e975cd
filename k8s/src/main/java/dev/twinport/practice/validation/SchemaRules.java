package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a custom kind's schema demands of its objects, in the words of the API server ({@code kube-openapi} validation
 * and the way {@code apiextensions-apiserver} tells of it). Rules in CEL ({@code x-kubernetes-validations}) are not
 * evaluated, nor are formats.
 */
public final class SchemaRules {

    private static final String WHOLE = "<nil>";
    private static final Set<FieldError.Type> BLOCKING = Set.of(FieldError.Type.NOT_SUPPORTED, FieldError.Type.REQUIRED,
            FieldError.Type.TOO_LONG, FieldError.Type.TOO_MANY, FieldError.Type.TYPE_INVALID);

    private SchemaRules() {
    }

    /** All that is wrong with an object by its schema. */
    public static List<FieldError> check(JsonNode object, Schema schema) {
        List<FieldError> errors = new ArrayList<>();
        // Metadata is of every object, and has rules of its own.
        for (String field : schema.properties()) {
            if (!field.equals("metadata") && object.has(field)) {
                check(new Place(field, object.path(field)), schema.property(field), errors);
            }
        }
        required(Place.of(object), schema, errors);
        boolean blocked = errors.stream().map(FieldError::type).anyMatch(BLOCKING::contains);
        if (blocked && schema.hasRules()) {
            errors.add(FieldError.invalid(WHOLE, JsonNodeFactory.instance.nullNode(),
                    "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation"));
        }
        return errors;
    }

    private static void check(Place place, Schema schema, List<FieldError> errors) {
        JsonNode value = place.value();
        if (value.isNull() && schema.isNullable()) {
            return;
        }
        String actual = typeOf(value);
        if (!fits(actual, value, schema)) {
            errors.add(new FieldError(FieldError.Type.TYPE_INVALID, place.path(),
                    Optional.of(JsonNodeFactory.instance.stringNode(actual)),
                    "%s in body must be of type %s: \"%s\"".formatted(place.path(),
                            schema.isIntOrString() ? "integer,string" : schema.type(), actual)));
            return;
        }
        combinations(place, schema, errors);
        switch (actual) {
            case "string" -> text(place, schema, errors);
            case "integer", "number" -> number(place, schema, errors);
            case "array" -> list(place, schema, errors);
            case "object" -> object(place, schema, errors);
            default -> {
                // Nothing more can be said of true, false and null.
            }
        }
        if (schema.get("enum").isArray() && schema.get("enum").valueStream().noneMatch(value::equals)) {
            errors.add(FieldError.notSupported(place.path(), value, schema.get("enum").valueStream()
                    .map(one -> one.isString() ? one.asString("") : one.toString()).toList()));
        }
    }

    private static void combinations(Place place, Schema schema, List<FieldError> errors) {
        List<Schema> anyOf = schema.alternatives("anyOf");
        if (!anyOf.isEmpty() && !schema.isIntOrString() && matching(place, anyOf) == 0) {
            combined(place, "must validate at least one schema (anyOf)", errors);
            check(place, anyOf.getFirst(), errors);
        }
        List<Schema> oneOf = schema.alternatives("oneOf");
        long matching = matching(place, oneOf);
        if (!oneOf.isEmpty() && matching != 1) {
            combined(place,
                    "must validate one and only one schema (oneOf). "
                            + (matching == 0 ? "Found none valid" : "Found %s valid alternatives".formatted(matching)),
                    errors);
            if (matching == 0) {
                check(place, oneOf.getFirst(), errors);
            }
        }
        List<Schema> allOf = schema.alternatives("allOf");
        allOf.forEach(one -> check(place, one, errors));
        long holding = matching(place, allOf);
        if (holding != allOf.size()) {
            combined(place, "must validate all the schemas (allOf)" + (holding == 0 ? ". None validated" : ""), errors);
        }
        if (schema.not().isKnown() && matches(place, schema.not())) {
            combined(place, "must not validate the schema (not)", errors);
        }
    }

    private static void combined(Place place, String what, List<FieldError> errors) {
        errors.add(FieldError.invalid(WHOLE, "", "\"%s\" %s".formatted(place.path(), what)));
    }

    private static long matching(Place place, List<Schema> alternatives) {
        return alternatives.stream().filter(one -> matches(place, one)).count();
    }

    private static boolean matches(Place place, Schema schema) {
        List<FieldError> errors = new ArrayList<>();
        check(place, schema, errors);
        return errors.isEmpty();
    }

    private static void text(Place place, Schema schema, List<FieldError> errors) {
        String text = place.text();
        int length = text.codePointCount(0, text.length());
        JsonNode most = schema.get("maxLength");
        if (most.isNumber() && length > most.longValue()) {
            errors.add(FieldError.tooLong(place.path(), most.longValue()));
        }
        if (schema.get("minLength").isNumber() && length < schema.get("minLength").longValue()) {
            wrong(place, "should be at least %s chars long".formatted(schema.get("minLength")), errors);
        }
        String pattern = schema.get("pattern").asString("");
        if (!pattern.isEmpty() && !Expression.of(pattern).isIn(text)) {
            wrong(place, "should match '%s'".formatted(pattern), errors);
        }
    }

    private static void number(Place place, Schema schema, List<FieldError> errors) {
        BigDecimal number = place.value().decimalValue();
        bound(place, number, schema, "maximum", "exclusiveMaximum", errors);
        bound(place, number, schema, "minimum", "exclusiveMinimum", errors);
        JsonNode step = schema.get("multipleOf");
        if (step.isNumber() && step.decimalValue().signum() > 0
                && number.remainder(step.decimalValue()).signum() != 0) {
            wrong(place, "should be a multiple of " + step, errors);
        }
    }

    private static void bound(Place place, BigDecimal number, Schema schema, String word, String exclusive,
            List<FieldError> errors) {
        JsonNode bound = schema.get(word);
        if (!bound.isNumber()) {
            return;
        }
        boolean upper = word.equals("maximum");
        boolean open = schema.get(exclusive).asBoolean(false);
        int against = number.compareTo(bound.decimalValue());
        boolean beyond = upper ? against > 0 : against < 0;
        if (beyond || (open && against == 0)) {
            wrong(place, "should be %s than %s%s".formatted(upper ? "less" : "greater", open ? "" : "or equal to ",
                    bound.decimalValue().stripTrailingZeros().toPlainString()), errors);
        }
    }

    private static void list(Place place, Schema schema, List<FieldError> errors) {
        List<Place> items = place.items();
        items.forEach(item -> check(item, schema.items(), errors));
        JsonNode least = schema.get("minItems");
        if (least.isNumber() && items.size() < least.longValue()) {
            wrong(place, "should have at least %s items".formatted(least), errors);
        }
        JsonNode most = schema.get("maxItems");
        if (most.isNumber() && items.size() > most.longValue()) {
            errors.add(FieldError.tooMany(place.path(), items.size(), most.longValue()));
        }
        boolean set = schema.listType() == Schema.ListType.SET || schema.get("uniqueItems").asBoolean(false);
        Set<Object> seen = new HashSet<>();
        for (Place item : items) {
            Object identity = schema.listType() == Schema.ListType.MAP ? keys(item, schema) : item.value();
            if ((set || schema.listType() == Schema.ListType.MAP) && !seen.add(identity)) {
                errors.add(FieldError.duplicate(item.path(), identity instanceof JsonNode node ? node : item.value()));
            }
        }
    }

    private static JsonNode keys(Place item, Schema schema) {
        var keys = JsonNodeFactory.instance.objectNode();
        for (String key : schema.listMapKeys()) {
            if (item.child(key).isThere()) {
                keys.set(key, item.child(key).value());
            }
        }
        return keys;
    }

    private static void object(Place place, Schema schema, List<FieldError> errors) {
        for (Map.Entry<String, JsonNode> field : place.value().properties()) {
            Schema declared = schema.field(field.getKey());
            if (declared.isKnown()) {
                check(new Place(place.childPath(field.getKey()), field.getValue()), declared, errors);
            }
        }
        required(place, schema, errors);
        int size = place.value().size();
        JsonNode least = schema.get("minProperties");
        if (least.isNumber() && size < least.longValue()) {
            wrong(place, "should have at least %s properties".formatted(least), errors);
        }
        JsonNode most = schema.get("maxProperties");
        if (most.isNumber() && size > most.longValue()) {
            errors.add(FieldError.tooMany(place.path(), size, most.longValue()));
        }
    }

    private static void required(Place place, Schema schema, List<FieldError> errors) {
        for (String field : schema.required()) {
            if (!place.value().has(field)) {
                errors.add(FieldError.required(place.childPath(field), ""));
            }
        }
    }

    private static void wrong(Place place, String what, List<FieldError> errors) {
        errors.add(place.invalid("%s in body %s".formatted(place.path(), what)));
    }

    private static boolean fits(String actual, JsonNode value, Schema schema) {
        if (schema.isIntOrString()) {
            return actual.equals("integer") || actual.equals("string");
        }
        return switch (schema.type()) {
            case "" -> true;
            case "number" -> actual.equals("number") || actual.equals("integer");
            case "integer" -> actual.equals("integer")
                    || (value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0);
            default -> schema.type().equals(actual);
        };
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "null";
        };
    }
}
