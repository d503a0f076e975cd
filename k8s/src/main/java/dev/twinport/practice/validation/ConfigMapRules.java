package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.util.List;

/** ConfigMaps ({@code ValidateConfigMap}). */
final class ConfigMapRules {

    private static final int LIMIT = 1024 * 1024;

    private ConfigMapRules() {
    }

    static void configMap(Place map, List<FieldError> errors) {
        Place binary = map.child("binaryData");
        keys(map.child("data"), errors);
        for (String key : map.child("data").value().propertyNames()) {
            if (binary.value().has(key)) {
                errors.add(FieldError.invalid("data[" + key + "]", key, "duplicate of key present in binaryData"));
            }
        }
        keys(binary, errors);
        if (size(map.child("data")) + size(binary) > LIMIT) {
            errors.add(FieldError.tooLong("", LIMIT));
        }
    }

    /** What is immutable stays so, and as it is. */
    static void change(Place before, Place map, List<FieldError> errors) {
        if (!before.child("immutable").value().asBoolean(false)) {
            return;
        }
        String why = "field is immutable when `immutable` is set";
        if (!map.child("immutable").value().asBoolean(false)) {
            errors.add(FieldError.forbidden("immutable", why));
        }
        for (String field : List.of("data", "binaryData")) {
            if (!before.child(field).value().equals(map.child(field).value())) {
                errors.add(FieldError.forbidden(field, why));
            }
        }
    }

    private static void keys(Place data, List<FieldError> errors) {
        for (String key : data.value().propertyNames()) {
            Names.configKey(key)
                    .forEach(why -> errors.add(FieldError.invalid(data.path() + "[" + key + "]", key, why)));
        }
    }

    private static long size(Place data) {
        return data.value().valueStream().mapToLong(value -> value.asString("").length()).sum();
    }
}
