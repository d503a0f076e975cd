package dev.twinport.desktop.fx;

import java.util.List;
import javafx.scene.control.Label;

/** A small state: a shape, a word and, last, a colour. */
public final class Chip {

    private static final List<String> TONES = List.of("good", "bad", "warn", "busy", "calm");

    private Chip() {
    }

    /**
     * Writes a state into a label.
     *
     * @param tone
     *            {@code good, bad, warn, busy} or {@code calm}
     */
    public static void show(Label label, String shape, String word, String tone) {
        label.setText(shape + " " + word);
        Appearance.tone(label, TONES, tone);
    }
}
