package dev.twinport.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a person's own regular expression may look at only so often. Java's expressions can need a time that
 * doubles with each character, and nothing ends them but the text itself.
 */
final class BoundedText implements CharSequence {

    /** Longer text is not looked at. */
    static final int LONGEST = 16 * 1024;
    /** A well-meant expression looks at a character a few times: in the longest text, 61 times at this bound. */
    private static final int MOST_LOOKS = 1_000_000;

    private final String text;
    private int looks;

    private BoundedText(String text) {
        this.text = text;
    }

    /**
     * Finds the expression in the text.
     *
     * @return empty when it is not found
     *
     * @throws TooSlowException
     *             when that is not decided within the bounds
     */
    static Optional<Matcher> find(Pattern expression, String text) throws TooSlowException {
        if (text.length() > LONGEST) {
            throw new TooSlowException();
        }
        Matcher matcher = expression.matcher(new BoundedText(text));
        try {
            return matcher.find() ? Optional.of(matcher) : Optional.empty();
        } catch (LookedTooOften | StackOverflowError _) {
            throw new TooSlowException();
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new LookedTooOften();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The expression needs too long for this text. */
    static final class TooSlowException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    private static final class LookedTooOften extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LookedTooOften() {
            super(null, null, false, false);
        }
    }
}
