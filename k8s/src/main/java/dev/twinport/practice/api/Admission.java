package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Who may ask: whoever holds the token of the written kubeconfig and means this server by name. The check of
 * {@code Host} keeps web pages out that have a name of theirs resolve to loopback.
 */
final class Admission {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int TOKEN_BYTES = 32;

    private final byte[] expected;
    private final String token;

    Admission() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /** The bearer token; for the kubeconfig and nothing else. */
    String token() {
        return token;
    }

    /**
     * Lets a request pass, or not.
     *
     * @throws ApiFailure
     *             Forbidden for a foreign {@code Host}, Unauthorized without the token
     */
    void check(Exchange exchange) {
        String host = exchange.header("Host").toLowerCase(Locale.ROOT);
        String port = ":" + exchange.localPort();
        if (!host.endsWith(port) || !HOSTS.contains(host.substring(0, host.length() - port.length()))) {
            throw ApiFailure.forbidden("the Host header does not name this server on its loopback address");
        }
        byte[] given = exchange.header("Authorization").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw ApiFailure.unauthorized();
        }
    }
}
