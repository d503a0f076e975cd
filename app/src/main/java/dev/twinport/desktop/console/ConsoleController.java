package dev.twinport.desktop.console;

import dev.twinport.console.ConsoleState;
import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Chip;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.desktop.lines.LineView;
import dev.twinport.message.Wording;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Wires a console's view to its view model. */
public final class ConsoleController implements AutoCloseable {

    private final ConsoleViewModel model;
    private final Look look;
    private final LineView lines;
    private final Parent root;
    private final Watching watching = new Watching();
    private boolean followingInput;
    private Subscription focusWhenThere = Subscription.EMPTY;

    @FXML
    private StackPane screen;
    @FXML
    private Label empty;
    @FXML
    private Label state;
    @FXML
    private Label dropped;
    @FXML
    private ToggleButton timestamps;
    @FXML
    private Button connection;
    @FXML
    private TextField input;

    /**
     * A view of the model.
     *
     * @param port
     *            the route's port, for names that tell consoles apart
     */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public ConsoleController(ConsoleViewModel model, int port, Look look) {
        this.model = model;
        this.look = look;
        this.lines = new LineView(model.buffer(), model.asides(), look.wording(), look.zone());
        this.root = Views.load(this, look.wording());
        screen.getChildren().addFirst(lines);
        lines.area().setAccessibleText(look.wording().say("window.console.accessible", port));
        input.setAccessibleText(look.wording().say("window.console.inputAccessible", port));
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        timestamps.setOnAction(_ -> look.showTimestamps().accept(timestamps.isSelected()));
        watching.value(look.timestamps(), this::timestamps);
        watching.value(model.revisionProperty(), _ -> refresh());
        watching.value(model.stateProperty(), this::show);
        watching.value(model.droppedProperty(), count -> dropped(count.longValue()));
    }

    public Parent root() {
        return root;
    }

    /** Puts the cursor where one types. */
    public void focus() {
        if (input.getScene() != null) {
            input.requestFocus();
        } else {
            focusWhenThere = input.sceneProperty().subscribe(this::focusOnce);
        }
    }

    private void focusOnce(@Nullable Scene scene) {
        if (scene != null) {
            focusWhenThere.unsubscribe();
            input.requestFocus();
        }
    }

    @Override
    public void close() {
        watching.close();
    }

    @FXML
    void enter() {
        model.enter(input.getText());
        input.clear();
        followingInput = true;
    }

    @FXML
    void toggle() {
        model.toggle();
    }

    @FXML
    void copy() {
        lines.copy();
    }

    @FXML
    void clear() {
        model.clear();
    }

    private void key(KeyEvent event) {
        String shown = input.getText();
        String wanted = switch (event.getCode()) {
            case UP -> model.older(shown);
            case DOWN -> model.newer(shown);
            default -> shown;
        };
        if (!wanted.equals(shown)) {
            input.setText(wanted);
            input.end();
            event.consume();
        }
    }

    private void timestamps(boolean shown) {
        timestamps.setSelected(shown);
        lines.showTimestamps(shown);
    }

    private void refresh() {
        lines.refresh();
        if (followingInput) {
            // Who sends a line wants to see the answer, even after scrolling up.
            lines.showEnd();
            followingInput = false;
        }
        empty.setVisible(model.buffer().next() == model.buffer().first());
    }

    private void show(ConsoleState now) {
        Wording wording = look.wording();
        switch (now) {
            case ConsoleState.Idle _ -> {
                Chip.show(state, "○", wording.say("window.console.idle"), "calm");
                connection("window.console.connect", "window.console.connectHint", true);
            }
            case ConsoleState.Connecting _ -> {
                Chip.show(state, "◌", wording.say("window.console.connecting"), "busy");
                connection("window.console.cancel", "window.console.cancelHint", false);
            }
            case ConsoleState.Open _ -> {
                Chip.show(state, "●", wording.say("window.console.open"), "good");
                connection("window.console.disconnect", "window.console.disconnectHint", false);
            }
            case ConsoleState.Ended ended -> {
                String word = "window.console.ended." + ended.symptom();
                switch (ended.symptom()) {
                    case CLOSED, DISCONNECTED -> Chip.show(state, "○", wording.say(word), "calm");
                    case UNRESOLVED, UNREACHABLE, TIMEOUT, REFUSED, RESET, FAILED ->
                            Chip.show(state, "✕", wording.say(word), "bad");
                }
                connection("window.console.reconnect", "window.console.connectHint", true);
            }
        }
    }

    private void connection(String key, String hint, boolean inviting) {
        connection.setText(look.wording().say(key));
        connection.setTooltip(new Tooltip(look.wording().say(hint)));
        Appearance.mark(connection, "accent", inviting);
    }

    private void dropped(long count) {
        Appearance.show(dropped, count > 0);
        dropped.setText(look.wording().say("window.console.dropped", count));
    }
}
