package dev.twinport.practice.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who holds a bearer token: the administrator, whose token is new at every start, or a ServiceAccount. */
public final class Authentication {

    private static final int TOKEN_BYTES = 32;

    private final String administratorToken;
    private final ServiceAccountTokens accounts;

    public Authentication(ServiceAccountTokens accounts) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.administratorToken = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.accounts = accounts;
    }

    /** The administrator's token: a secret, for the kubeconfig and nothing else. */
    public String administratorToken() {
        return administratorToken;
    }

    /**
     * Whose token it is, if it is anybody's.
     *
     * @param audiences
     *            for whom it is looked at; {@link ServiceAccountTokens#ISSUER} for a request to this API
     */
    public Optional<Authenticated> authenticate(String token, List<String> audiences) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(administratorToken.getBytes(StandardCharsets.UTF_8), given)) {
            return audiences.contains(ServiceAccountTokens.ISSUER)
                    ? Optional.of(new Authenticated(Caller.ADMINISTRATOR, List.of(ServiceAccountTokens.ISSUER)))
                    : Optional.empty();
        }
        return accounts.authenticate(token, audiences);
    }
}
