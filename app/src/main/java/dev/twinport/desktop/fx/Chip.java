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
        show(label, shape + " " + word, tone);
    }

    /** The same with a text that has its shape in it. */
    public static void show(Label label, String text, String tone) {
        label.setText(text);
        Appearance.tone(label, TONES, tone);
    }
}
