package dev.twinport.desktop;

import dev.twinport.desktop.fx.FxThread;
import dev.twinport.desktop.fx.FxToolkit;
import dev.twinport.desktop.main.DesktopLooks;
import dev.twinport.desktop.main.MainController;
import dev.twinport.desktop.main.MainViewModel;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The window. Only for the window's thread. */
public final class Desktop implements AutoCloseable {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double SMALLEST_WIDTH = 720;
    private static final double SMALLEST_HEIGHT = 560;
    private static final int CONSOLES_WITH_KEYS = 9;

    private final MainViewModel model;
    private final ZoneId zone;
    private final Scene scene;
    private MainController controller;
    private Locale language;

    private Desktop(DesktopDependencies dependencies) {
        this.model = new MainViewModel(dependencies, new FxThread().pump());
        this.zone = dependencies.clock().getZone();
        this.language = dependencies.settings().language();
        this.controller = new MainController(model, zone);
        this.scene = new Scene(controller.root(), WIDTH, HEIGHT);
        keys();
        model.settingsProperty().subscribe(this::settings);
    }

    /** Starts JavaFX, opens the window and stays until it is closed. Once per process. */
    public static void run(DesktopDependencies dependencies) {
        FxToolkit.run(stage -> open(dependencies, stage));
    }

    /** Shows the window in the stage and begins to open the first cluster. Closing the stage closes it. */
    public static Desktop open(DesktopDependencies dependencies, Stage stage) {
        Desktop desktop = new Desktop(dependencies);
        stage.setTitle("Twinport");
        stage.getIcons().setAll(icons());
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setScene(desktop.scene);
        stage.setOnHidden(_ -> desktop.close());
        desktop.model.start();
        stage.show();
        return desktop;
    }

    /** What the window shows. */
    public MainViewModel model() {
        return model;
    }

    /** Ends all that the window has open, in the background. */
    @Override
    public void close() {
        controller.close();
        model.close();
    }

    private static Image[] icons() {
        return Stream.of(32, 64, 128)
                .map(size -> Objects.requireNonNull(Desktop.class.getResource("icon-" + size + ".png"), "icon"))
                .map(address -> new Image(address.toExternalForm())).toArray(Image[]::new);
    }

    private void settings(DesktopSettings settings) {
        DesktopLooks.apply(settings, scene);
        if (!settings.language().equals(language)) {
            language = settings.language();
            controller.close();
            controller = new MainController(model, zone);
            scene.setRoot(controller.root());
        }
    }

    private void keys() {
        Map<KeyCombination, Runnable> keys = scene.getAccelerators();
        keys.put(withControl(KeyCode.ENTER), model::verify);
        keys.put(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                () -> model.board().toggle());
        keys.put(new KeyCodeCombination(KeyCode.ESCAPE), model::cancel);
        keys.put(withControl(KeyCode.EQUALS), model::zoomIn);
        keys.put(withControl(KeyCode.PLUS), model::zoomIn);
        keys.put(new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                model::zoomIn);
        keys.put(withControl(KeyCode.ADD), model::zoomIn);
        keys.put(withControl(KeyCode.MINUS), model::zoomOut);
        keys.put(withControl(KeyCode.SUBTRACT), model::zoomOut);
        keys.put(withControl(KeyCode.DIGIT0), model::zoomNormal);
        keys.put(withControl(KeyCode.NUMPAD0), model::zoomNormal);
        keys.put(withControl(KeyCode.K), () -> controller.showClusters());
        keys.put(withControl(KeyCode.P), () -> controller.showFaults());
        for (int i = 0; i < CONSOLES_WITH_KEYS; i++) {
            int place = i;
            keys.put(withControl(KeyCode.getKeyCode(Integer.toString(i + 1))), () -> controller.focusConsole(place));
        }
    }

    private static KeyCombination withControl(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }
}
