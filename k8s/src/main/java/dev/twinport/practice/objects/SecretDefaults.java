package dev.twinport.practice.objects;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** What the API server adds to a Secret, and what becomes of what is only written to it. */
public final class SecretDefaults {

    /** The type of Secrets that hold a token of a ServiceAccount, which is put into them. */
    public static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
    /** The annotation that names the ServiceAccount. */
    public static final String ACCOUNT = "kubernetes.io/service-account.name";

    private SecretDefaults() {
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
}
