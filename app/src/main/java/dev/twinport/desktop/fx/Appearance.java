package dev.twinport.desktop.fx;

import java.util.List;
import javafx.scene.Node;

/** How a node of a view looks in the state it is in. On the JavaFX thread. */
public final class Appearance {

    private Appearance() {
    }

    /** Shows a node, or hides it and gives its room to others. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Gives a node a style class, or takes it away. */
    public static void mark(Node node, String styleClass, boolean marked) {
        node.getStyleClass().remove(styleClass);
        if (marked) {
            node.getStyleClass().add(styleClass);
        }
    }

    /**
     * Gives a node one of several style classes, and takes the others away.
     *
     * @param tones
     *            all it may have
     */
    public static void tone(Node node, List<String> tones, String tone) {
        node.getStyleClass().removeAll(tones);
        node.getStyleClass().add(tone);
    }
}
