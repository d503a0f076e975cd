package dev.twinport.practice.validation;

import com.google.re2j.Pattern;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Deployments and ReplicaSets ({@code pkg/apis/apps/validation}). */
final class WorkloadRules {

    private static final Pattern PERCENT = Pattern.compile("[0-9]+%");
    private static final long DEADLINE_SECONDS = 600;

    private WorkloadRules() {
    }

    static void deployment(Place spec, List<FieldError> errors) {
        notNegative(spec.child("replicas"), errors);
        selectorAndTemplate(spec, errors);
        strategy(spec.child("strategy"), errors);
        notNegative(spec.child("minReadySeconds"), errors);
        notNegative(spec.child("revisionHistoryLimit"), errors);
        Place deadline = spec.child("progressDeadlineSeconds");
        notNegative(deadline, errors);
        if (deadline.number(DEADLINE_SECONDS) <= spec.child("minReadySeconds").number(0)) {
            errors.add(deadline.invalid("must be greater than minReadySeconds"));
        }
    }

    static void replicaSet(Place spec, List<FieldError> errors) {
        notNegative(spec.child("replicas"), errors);
        notNegative(spec.child("minReadySeconds"), errors);
        selectorAndTemplate(spec, errors);
    }

    static void change(Place before, Place spec, List<FieldError> errors) {
        Place selector = spec.child("selector");
        if (!selector.value().equals(before.child("selector").value())) {
            errors.add(selector.invalid("field is immutable"));
        }
    }

    private static void selectorAndTemplate(Place spec, List<FieldError> errors) {
        Place selector = spec.child("selector");
        Place labels = spec.child("template").child("metadata").child("labels");
        int before = errors.size();
        if (!selector.isThere()) {
            errors.add(selector.required(""));
        } else {
            SelectorRules.check(selector, errors);
            if (SelectorRules.isEmpty(selector.value())) {
                errors.add(selector.invalid("empty selector is invalid for deployment"));
            }
        }
        boolean inOrder = errors.size() == before || (selector.isThere() && SelectorRules.isEmpty(selector.value()));
        if (!inOrder && selector.isThere()) {
            errors.add(selector.invalid("invalid label selector"));
            return;
        }
        Place template = spec.child("template");
        if (!SelectorRules.isEmpty(selector.value()) || !selector.isThere()) {
            if (!selector.isThere()
                    || !LabelSelector.of(selector.value()).matches(KubernetesObject.strings(labels.value()))) {
                errors.add(FieldError.invalid(labels.path(),
                        labels.isThere() ? labels.value() : JsonNodeFactory.instance.nullNode(),
                        "`selector` does not match template `labels`"));
            }
        }
        MetadataRules.labels(labels, errors);
        MetadataRules.annotations(template.child("metadata").child("annotations"), errors);
        PodRules.spec(template.child("spec"), errors);
        Place restart = template.child("spec").child("restartPolicy");
        if (!restart.text().isEmpty() && !restart.text().equals("Always")) {
            errors.add(FieldError.notSupported(restart.path(), restart.value(), List.of("Always")));
        }
    }

    private static void strategy(Place strategy, List<FieldError> errors) {
        Place rolling = strategy.child("rollingUpdate");
        switch (strategy.child("type").text()) {
            case "Recreate" -> {
                if (rolling.isThere()) {
                    errors.add(FieldError.forbidden(rolling.path(),
                            "may not be specified when strategy `type` is 'Recreate'"));
                }
            }
            case "RollingUpdate" -> {
                if (rolling.isThere()) {
                    rollingUpdate(rolling, errors);
                } else {
                    errors.add(rolling.required("this should be defaulted and never be nil"));
                }
            }
            default -> errors.add(
                    FieldError.notSupported(strategy.path(), shown(strategy), List.of("Recreate", "RollingUpdate")));
        }
    }

    /** The server shows its own type, fields in capitals. */
    private static JsonNode shown(Place strategy) {
        Place rolling = strategy.child("rollingUpdate");
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("Type", strategy.child("type").text());
        if (!rolling.isThere()) {
            return shown.putNull("RollingUpdate");
        }
        ObjectNode inner = shown.putObject("RollingUpdate");
        inner.set("MaxUnavailable", orZero(rolling.child("maxUnavailable")));
        inner.set("MaxSurge", orZero(rolling.child("maxSurge")));
        return shown;
    }

    private static JsonNode orZero(Place number) {
        return number.isThere() ? number.value() : JsonNodeFactory.instance.numberNode(0);
    }

    private static void rollingUpdate(Place rolling, List<FieldError> errors) {
        Place unavailable = rolling.child("maxUnavailable");
        Place surge = rolling.child("maxSurge");
        countOrPercent(unavailable, errors);
        countOrPercent(surge, errors);
        if (isZero(unavailable.value()) && isZero(surge.value())) {
            errors.add(unavailable.invalid("may not be 0 when `maxSurge` is 0"));
        }
        percent(unavailable.value()).filter(value -> value > 100)
                .ifPresent(value -> errors.add(unavailable.invalid("must not be greater than 100%")));
    }

    private static void countOrPercent(Place place, List<FieldError> errors) {
        if (place.value().isString() && !PERCENT.matcher(place.text()).matches()) {
            errors.add(place.invalid(
                    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"));
        } else {
            notNegative(place, errors);
        }
    }

    private static boolean isZero(JsonNode value) {
        return value.isIntegralNumber() ? value.longValue() == 0 : percent(value).orElse(-1L) == 0;
    }

    private static Optional<Long> percent(JsonNode value) {
        String text = value.asString("");
        boolean fits = value.isString() && PERCENT.matcher(text).matches() && text.length() < 12;
        return fits ? Optional.of(Long.parseLong(text.substring(0, text.length() - 1))) : Optional.empty();
    }

    static void notNegative(Place place, List<FieldError> errors) {
        if (place.number(0) < 0) {
            errors.add(place.invalid("must be greater than or equal to 0"));
        }
    }
}
