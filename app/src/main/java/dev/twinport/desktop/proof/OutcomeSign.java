package dev.twinport.desktop.proof;

import dev.twinport.proof.Outcome;

/** Outcomes without colour and without words. */
public final class OutcomeSign {

    private OutcomeSign() {
    }

    /** One character. */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case PROVEN -> "✓";
            case MISROUTED -> "!";
            case BROKEN -> "✕";
            case INCONCLUSIVE -> "?";
        };
    }
}
