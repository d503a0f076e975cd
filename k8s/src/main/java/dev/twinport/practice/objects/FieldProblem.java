package dev.twinport.practice.objects;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What is wrong with one field of an object, in the words of Kubernetes' field errors.
 *
 * @param field
 *            the field's path, as in {@code rules[0].verbs}
 * @param reason
 *            as the API names it, {@code FieldValueRequired} …
 */
public record FieldProblem(String field, String reason, String message) {

    /** It must be there. */
    public static FieldProblem required(String field, String why) {
        return new FieldProblem(field, "FieldValueRequired",
                why.isEmpty() ? "Required value" : "Required value: " + why);
    }

    /**
     * It must not have this value.
     *
     * @param value
     *            as JSON
     */
    public static FieldProblem invalid(String field, String value, String why) {
        return new FieldProblem(field, "FieldValueInvalid", "Invalid value: %s: %s".formatted(value, why));
    }

    /** It must not have this value. */
    public static FieldProblem invalidText(String field, String value, String why) {
        return invalid(field, quoted(value), why);
    }

    /** It must have one of a few values. */
    public static FieldProblem notSupported(String field, String value, String... supported) {
        return new FieldProblem(field, "FieldValueNotSupported",
                "Unsupported value: %s: supported values: %s".formatted(quoted(value),
                        Arrays.stream(supported).map(FieldProblem::quoted).collect(Collectors.joining(", "))));
    }

    private static String quoted(String value) {
        return JsonNodeFactory.instance.stringNode(value).toString();
    }
}
