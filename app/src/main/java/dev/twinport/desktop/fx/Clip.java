package dev.twinport.desktop.fx;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** The system's clipboard. On the JavaFX thread. */
public final class Clip {

    private Clip() {
    }

    /** Puts the text there in place of what it holds. */
    public static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
