package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.SecretDefaults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Secrets ({@code ValidateSecret}); that their values are Base64 is known. */
final class SecretRules {

    private static final int LIMIT = 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private SecretRules() {
    }

    static void secret(Place secret, List<FieldError> errors) {
        Place data = secret.child("data");
        ConfigMapRules.keys(data, errors);
        if (ConfigMapRules.decodedSize(data) > LIMIT) {
            errors.add(FieldError.tooLong(data.path(), LIMIT));
        }
        switch (secret.child("type").text()) {
            case SecretDefaults.TOKEN_TYPE -> {
                Place annotations = secret.child("metadata").child("annotations");
                if (annotations.child(SecretDefaults.ACCOUNT).text().isEmpty()) {
                    errors.add(required(annotations, SecretDefaults.ACCOUNT));
                }
            }
            case "kubernetes.io/dockercfg" -> json(data, ".dockercfg", errors);
            case "kubernetes.io/dockerconfigjson" -> json(data, ".dockerconfigjson", errors);
            case "kubernetes.io/basic-auth" -> {
                if (!data.value().has("username") && !data.value().has("password")) {
                    errors.add(required(data, "username"));
                    errors.add(required(data, "password"));
                }
            }
            case "kubernetes.io/ssh-auth" -> {
                if (data.child("ssh-privatekey").text().isEmpty()) {
                    errors.add(required(data, "ssh-privatekey"));
                }
            }
            case "kubernetes.io/tls" -> List.of("tls.crt", "tls.key").stream().filter(key -> !data.value().has(key))
                    .forEach(key -> errors.add(required(data, key)));
            default -> {
                // Anything may be in it.
            }
        }
    }

    static void change(Place before, Place secret, List<FieldError> errors) {
        Place type = secret.child("type");
        if (!type.text().equals(before.child("type").text())) {
            errors.add(type.invalid("field is immutable"));
        }
        ConfigMapRules.frozen(before, secret, List.of("data"), errors);
    }

    /** What is wrong is told without the Secret's contents. */
    private static void json(Place data, String key, List<FieldError> errors) {
        if (!data.value().has(key)) {
            errors.add(required(data, key));
            return;
        }
        String why = "";
        try {
            String text = new String(Base64.getMimeDecoder().decode(data.child(key).text()), StandardCharsets.UTF_8);
            if (!JSON.readTree(text).isObject()) {
                why = "json: cannot unmarshal into Go value of type map[string]interface {}";
            }
        } catch (JacksonException none) {
            why = "invalid character looking for beginning of value";
        }
        if (!why.isEmpty()) {
            errors.add(FieldError.invalid(data.path() + "[" + key + "]", "<secret contents redacted>", why));
        }
    }

    private static FieldError required(Place place, String key) {
        return FieldError.required(place.path() + "[" + key + "]", "");
    }
}
