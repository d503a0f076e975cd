package dev.twinport.desktop.fx;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** JavaFX for as long as one window is open. */
public final class FxToolkit {

    private FxToolkit() {
    }

    /**
     * Starts JavaFX, has {@code opening} show the stage, and blocks until the stage is closed. Once per process, from
     * any thread but JavaFX's own.
     *
     * @throws IllegalStateException
     *             when the window cannot be opened, with the reason as its cause
     * @throws UnsupportedOperationException
     *             when JavaFX cannot start: no display, or a library of the system's is missing
     */
    public static void run(Consumer<Stage> opening) {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        startup(() -> {
            try {
                Stage stage = new Stage();
                stage.showingProperty().subscribe((_, showing) -> {
                    if (!showing) {
                        closed.countDown();
                    }
                });
                opening.accept(stage);
            } catch (RuntimeException e) {
                failure.set(e);
                closed.countDown();
            }
        });
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Platform.exit();
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The window cannot be opened.", failed);
        }
    }

    /** JavaFX tells of a missing display and of missing libraries in several ways; to the caller they are one. */
    private static void startup(Runnable first) {
        try {
            Platform.startup(first);
        } catch (RuntimeException | LinkageError e) {
            throw new UnsupportedOperationException(e.getMessage(), e);
        }
    }
}
