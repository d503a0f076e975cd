package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.util.List;
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
            for (Place value : values.items()) {
                Names.labelValue(value.text()).forEach(why -> errors.add(value.invalid(why)));
            }
            Place key = requirement.child("key");
            Names.qualified(key.text()).forEach(why -> errors.add(FieldError.invalid(key.path(), key.text(), why)));
        }
    }

    static boolean isEmpty(JsonNode selector) {
        return selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty();
    }
}
