package dev.twinport.proof;

import java.util.random.RandomGenerator;

/**
 * What makes a probe unlike any other message: short, of letters and digits only, so that it stands unchanged in an
 * echo, in a log line's text and in the log's list of bytes.
 *
 * @param text
 *            {@code twp-} and ten characters of Kubernetes' safe alphabet (no vowels, no look-alikes)
 */
public record Token(String text) {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 10;

    public static Token random(RandomGenerator random) {
        StringBuilder text = new StringBuilder("twp-");
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Token(text.toString());
    }
}
