package dev.twinport.benchmark;

import dev.twinport.wiring.Program;
import javafx.application.Platform;
import javafx.stage.Window;

/** Starts Twinport as its Main does, and says when the window's first frame is laid out. */
final class FirstFrameOfTwinport {

    static final String FRAME = "frame";

    private FirstFrameOfTwinport() {
    }

    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(FirstFrameOfTwinport::watch);
        System.exit(new Program().run("--practice"));
    }

    private static void watch() {
        while (true) {
            try {
                Platform.runLater(FirstFrameOfTwinport::announce);
                return;
            } catch (IllegalStateException _) {
                Thread.onSpinWait(); // JavaFX has not started yet
            }
        }
    }

    /** On JavaFX's thread: the window may be there already, or comes. */
    private static void announce() {
        if (Window.getWindows().isEmpty()) {
            Platform.runLater(FirstFrameOfTwinport::announce);
            return;
        }
        announceFrameOf(Window.getWindows().getFirst());
    }

    static void announceFrameOf(Window window) {
        window.getScene().addPostLayoutPulseListener(new Runnable() {
            private boolean said;

            @Override
            public void run() {
                if (!said && window.isShowing()) {
                    said = true;
                    System.out.println(FRAME);
                    System.out.flush();
                }
            }
        });
        Platform.requestNextPulse();
    }
}
