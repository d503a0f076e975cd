package dev.twinport.cluster.fabric8;

import java.time.Instant;
import java.util.Optional;

/**
 * What a credential plugin gave. Secret: it has no text of its own.
 *
 * @param token
 *            a bearer token
 * @param certificate
 *            a client certificate in PEM, with its key
 * @param expires
 *            when it has to be asked for anew; empty when it says nothing of it
 */
record Credential(Optional<String> token, Optional<Certificate> certificate, Optional<Instant> expires) {

    /** A client certificate and its key, both in PEM. */
    record Certificate(String chain, String key) {

        @Override
        public String toString() {
            return "a client certificate";
        }
    }

    boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    @Override
    public String toString() {
        return "a credential";
    }
}
