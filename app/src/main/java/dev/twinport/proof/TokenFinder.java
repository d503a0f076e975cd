package dev.twinport.proof;

import java.nio.charset.StandardCharsets;

/**
 * Looks for a token in a stream of bytes, however the stream is cut into reads. One thread feeds it.
 * <p>
 * The search is Knuth, Morris and Pratt's: it remembers how much of the token the stream ends with, and so needs
 * neither the bytes gone by nor a second look.
 */
public final class TokenFinder {

    private static final byte NO_TOKENS_BYTE = 0;

    private final byte[] token;
    private final int[] fallback;
    private int matched;
    private boolean found;

    public TokenFinder(Token token) {
        this.token = token.text().getBytes(StandardCharsets.US_ASCII);
        this.fallback = fallbackOf(this.token);
    }

    /** Takes the stream's next bytes; returns whether the token has been seen by now. */
    public boolean feed(byte[] buffer, int from, int to) {
        for (int i = from; i < to && !found; i++) {
            feed(buffer[i]);
        }
        return found;
    }

    /** Takes text as the stream's next bytes; a token is ASCII, so no other encoding matters. */
    public boolean feed(String text) {
        for (int i = 0; i < text.length() && !found; i++) {
            char c = text.charAt(i);
            feed(c < 0x80 ? (byte) c : NO_TOKENS_BYTE);
        }
        return found;
    }

    /** Takes the stream's next byte. */
    public boolean feed(byte next) {
        if (found) {
            return true;
        }
        while (matched > 0 && token[matched] != next) {
            matched = fallback[matched - 1];
        }
        if (token[matched] == next) {
            matched++;
        }
        found = matched == token.length;
        return found;
    }

    /** Whether the token has been seen. */
    public boolean isFound() {
        return found;
    }

    /** Whether the stream ends with nothing that could be the token's beginning, nor has held the token. */
    public boolean isBetween() {
        return matched == 0;
    }

    /** For each length, how long a shorter beginning of the token the same bytes end with. */
    private static int[] fallbackOf(byte[] token) {
        int[] fallback = new int[token.length];
        for (int i = 1, length = 0; i < token.length;) {
            if (token[i] == token[length]) {
                fallback[i++] = ++length;
            } else if (length > 0) {
                length = fallback[length - 1];
            } else {
                i++;
            }
        }
        return fallback;
    }
}
