package dev.twinport.practice.access;

import java.time.Instant;

/**
 * A token that has just been issued.
 *
 * @param text
 *            the token itself: a secret, which this record does not show in {@link #toString}
 */
public record IssuedToken(String text, Instant expires) {

    @Override
    public String toString() {
        return "IssuedToken[expires=" + expires + "]";
    }
}
