package dev.twinport.desktop.fx;

import dev.twinport.message.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads views. */
public final class Views {

    private Views() {
    }

    /**
     * Loads {@code XView.fxml}, which lies beside the class {@code XController}, and fills the controller's fields.
     *
     * @return the view's root
     */
    public static Parent load(Object controller, Wording wording) {
        String name = controller.getClass().getSimpleName().replace("Controller", "View.fxml");
        URL fxml = Objects.requireNonNull(controller.getClass().getResource(name), name);
        FXMLLoader loader = new FXMLLoader(fxml, wording.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
