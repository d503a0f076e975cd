package dev.twinport.benchmark;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** The least a JavaFX window can be. */
final class FirstFrameOfOneWord {

    private FirstFrameOfOneWord() {
    }

    public static void main(String[] args) {
        Platform.startup(() -> {
            Stage stage = new Stage();
            stage.setScene(new Scene(new Label("Twinport"), 1280, 800));
            FirstFrameOfTwinport.announceFrameOf(stage);
            stage.show();
        });
    }
}
