package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.nio.charset.StandardCharsets;
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
        if (size(map.child("data")) + decodedSize(binary) > LIMIT) {
            errors.add(FieldError.tooLong("", LIMIT));
        }
    }

    static void change(Place before, Place map, List<FieldError> errors) {
        frozen(before, map, List.of("data", "binaryData"), errors);
    }

    /** What is immutable stays so, and these fields as they are. */
    static void frozen(Place before, Place after, List<String> fields, List<FieldError> errors) {
        if (!before.child("immutable").value().asBoolean(false)) {
            return;
        }
        String why = "field is immutable when `immutable` is set";
        if (!after.child("immutable").value().asBoolean(false)) {
            errors.add(FieldError.forbidden("immutable", why));
        }
        for (String field : fields) {
            if (!before.child(field).value().equals(after.child(field).value())) {
                errors.add(FieldError.forbidden(field, why));
            }
        }
    }

    static void keys(Place data, List<FieldError> errors) {
        for (String key : data.value().propertyNames()) {
            Names.configKey(key)
                    .forEach(why -> errors.add(FieldError.invalid(data.path() + "[" + key + "]", key, why)));
        }
    }

    /** How many bytes values are that are written in Base64, which leaves out what is no letter of it. */
    static long decodedSize(Place data) {
        return data.value().valueStream()
                .mapToLong(value -> value.asString("").chars().filter(c -> c > ' ' && c != '=').count() * 3 / 4).sum();
    }

    private static long size(Place data) {
        return data.value().valueStream().mapToLong(value -> value.asString("").getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
