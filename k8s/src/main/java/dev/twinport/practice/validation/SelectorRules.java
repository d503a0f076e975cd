package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Label selectors ({@code ValidateLabelSelector}). */
final class SelectorRules {

    private SelectorRules() {
    }

    static void check(Place selector, List<FieldError> errors) {
        MetadataRules.labels(selector.child("matchLabels"), errors);
        for (Place requirement : selector.child("matchExpressions").items()) {
            Place operator = requirement.child("operator");
            Place values = requirement.child("values");
            switch (operator.text()) {
                case "In", "NotIn" -> {
                    if (values.items().isEmpty()) {
                        errors.add(values.required("must be specified when `operator` is 'In' or 'NotIn'"));
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!values.items().isEmpty()) {
                        errors.add(FieldError.forbidden(values.path(),
                                "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
                    }
                }
                default -> errors
                        .add(FieldError.invalid(operator.path(), operator.text(), "not a valid selector operator"));
            }
            Place key = requirement.child("key");
            Names.qualified(key.text()).forEach(why -> errors.add(FieldError.invalid(key.path(), key.text(), why)));
        }
    }

    static boolean isEmpty(JsonNode selector) {
        return selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty();
    }

    /** Whether a selector that is in order selects something with these labels. */
    static boolean matches(JsonNode selector, JsonNode labels) {
        for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
            if (!labels.path(wanted.getKey()).equals(wanted.getValue())) {
                return false;
            }
        }
        return selector.path("matchExpressions").valueStream().allMatch(requirement -> holds(requirement, labels));
    }

    private static boolean holds(JsonNode requirement, JsonNode labels) {
        JsonNode label = labels.path(requirement.path("key").asString(""));
        Stream<JsonNode> values = requirement.path("values").valueStream();
        return switch (requirement.path("operator").asString("")) {
            case "In" -> values.anyMatch(label::equals);
            case "NotIn" -> values.noneMatch(label::equals);
            case "Exists" -> !label.isMissingNode();
            default -> label.isMissingNode();
        };
    }
}
