package dev.twinport.practice.objects;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a Secret must be like to be stored, and what becomes of what is only written to it, as Kubernetes 1.34 has it.
 */
public final class SecretValidation {

    /** The type of Secrets that hold a token of a ServiceAccount, which is put into them. */
    public static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
    /** The annotation that names the ServiceAccount. */
    public static final String ACCOUNT = "kubernetes.io/service-account.name";

    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final int KEY_LIMIT = 253;
    /** What some types must have. */
    private static final Map<String, List<String>> NEEDED = Map.of("kubernetes.io/tls", List.of("tls.crt", "tls.key"),
            "kubernetes.io/ssh-auth", List.of("ssh-privatekey"), "kubernetes.io/dockerconfigjson",
            List.of(".dockerconfigjson"), "kubernetes.io/dockercfg", List.of(".dockercfg"));

    private SecretValidation() {
    }

    /** Gives a Secret a type, and moves {@code stringData} to where it is kept. */
    public static void complete(ObjectNode secret) {
        if (secret.path("type").asString("").isEmpty()) {
            secret.put("type", "Opaque");
        }
        if (secret.remove("stringData") instanceof ObjectNode texts && !texts.isEmpty()) {
            ObjectNode data = secret.withObject("/data");
            texts.propertyStream().forEach(text -> data.put(text.getKey(),
                    Base64.getEncoder().encodeToString(text.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** The first value of {@code data} that is not Base64: where it stops being so; empty when all are. */
    public static Optional<String> misencoded(ObjectNode secret) {
        for (JsonNode value : secret.path("data")) {
            try {
                Base64.getDecoder().decode(value.asString("").replace("\n", "").replace("\r", ""));
            } catch (IllegalArgumentException notBase64) {
                return Optional.of("illegal base64 data at input byte " + firstOther(value.asString("")));
            }
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a Secret.
     *
     * @param before
     *            the Secret that is to be changed; empty for a new one
     */
    public static List<FieldError> problems(Optional<ObjectNode> before, ObjectNode secret) {
        List<FieldError> problems = new ArrayList<>();
        secret.path("data").propertyStream().map(Map.Entry::getKey)
                .filter(key -> key.length() > KEY_LIMIT || !KEY.matcher(key).matches())
                .forEach(key -> problems.add(FieldError.invalid("data[" + key + "]", key,
                        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")));
        String type = secret.path("type").asString("");
        if (type.equals(TOKEN_TYPE) && new KubernetesObject(secret).annotations().getOrDefault(ACCOUNT, "").isEmpty()) {
            problems.add(FieldError.required("metadata.annotations[" + ACCOUNT + "]", ""));
        }
        NEEDED.getOrDefault(type, List.of()).stream().filter(key -> !secret.path("data").has(key))
                .forEach(key -> problems.add(FieldError.required("data[" + key + "]", "")));
        before.ifPresent(old -> addChanges(old, secret, type, problems));
        return problems;
    }

    private static void addChanges(ObjectNode old, ObjectNode secret, String type, List<FieldError> problems) {
        if (!old.path("type").asString("").equals(type)) {
            problems.add(FieldError.invalid("type", type, "field is immutable"));
        }
        if (!old.path("immutable").asBoolean(false)) {
            return;
        }
        if (!secret.path("immutable").asBoolean(false)) {
            problems.add(forbidden("immutable"));
        }
        if (!old.path("data").equals(secret.path("data"))) {
            problems.add(forbidden("data"));
        }
    }

    private static FieldError forbidden(String field) {
        return FieldError.forbidden(field, "field is immutable when `immutable` is set");
    }

    private static int firstOther(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && "+/=".indexOf(text.charAt(i)) < 0) {
                return i;
            }
        }
        return text.length();
    }
}
