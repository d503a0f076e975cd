package dev.twinport.cli;

import dev.twinport.proof.Outcome;

/**
 * How text is set off in a terminal. An outcome is a word and a mark before it is a colour.
 *
 * @param colored
 *            whether escape sequences for colours are written
 */
record Style(boolean colored) {

    static final Style PLAIN = new Style(false);

    private static final String RESET = "\u001b[0m";

    /** The outcome's word, or any text about it, in the outcome's colour. */
    String of(Outcome outcome, String text) {
        return paint(switch (outcome) {
            case PROVEN -> "32";
            case MISROUTED, BROKEN -> "31";
            case INCONCLUSIVE -> "33";
        }, text);
    }

    /** Less important text. */
    String faint(String text) {
        return paint("2", text);
    }

    /** What stands out without an outcome: a heading. */
    String strong(String text) {
        return paint("1", text);
    }

    /** A sign for the outcome that needs no colour. */
    static String mark(Outcome outcome) {
        return switch (outcome) {
            case PROVEN -> "✓";
            case MISROUTED, BROKEN -> "✗";
            case INCONCLUSIVE -> "?";
        };
    }

    private String paint(String code, String text) {
        return colored ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
