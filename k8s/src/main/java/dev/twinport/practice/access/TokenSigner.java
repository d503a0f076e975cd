package dev.twinport.practice.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs claims as JSON Web Tokens (RFC 7519) with ES256 and a key that is new at every start, and reads none but its
 * own. Safe for use by several threads. {@code docs/decisions/tokens-by-the-jdk.md} says why there is no library.
 */
final class TokenSigner {

    /** Longer ones are not looked at; those issued here have under a thousand characters unless audiences are many. */
    private static final int LENGTH_LIMIT = 16_384;
    private static final String SIGNATURE = "SHA256withECDSAinP1363Format";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key;
    private final String header;

    TokenSigner() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
            String id = ENCODER
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getPublic().getEncoded()));
            header = encode(JsonNodeFactory.instance.objectNode().put("alg", "ES256").put("kid", id));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has P-256 and SHA-256.", impossible);
        }
    }

    /** The token that says this. */
    String sign(ObjectNode claims) {
        String signed = header + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK signs with P-256.", impossible);
        }
    }

    /**
     * The claims of a token; empty unless it was signed here. The header must be the one this signer writes, so that no
     * token chooses how it is checked; nothing of a foreign token is parsed.
     */
    Optional<ObjectNode> verify(String token) {
        int end = token.lastIndexOf('.');
        if (token.length() > LENGTH_LIMIT || end < 0 || !token.startsWith(header + ".")) {
            return Optional.empty();
        }
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(key.getPublic());
            signature.update(token.substring(0, end).getBytes(StandardCharsets.UTF_8));
            if (!signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))) {
                return Optional.empty();
            }
            byte[] claims = Base64.getUrlDecoder().decode(token.substring(header.length() + 1, end));
            return Optional.of((ObjectNode) JSON.readTree(claims));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String encode(ObjectNode part) {
        return ENCODER.encodeToString(JSON.writeValueAsBytes(part));
    }
}
