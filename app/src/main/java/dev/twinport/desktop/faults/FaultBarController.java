package dev.twinport.desktop.faults;

import dev.twinport.cluster.PracticeFaults.Active;
import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.message.Wording;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** The bar below the title: which fault is on, what could not be done, and the number of a random one. */
public final class FaultBarController implements AutoCloseable {

    private static final int SEEDS = 10_000;

    private final FaultsViewModel model;
    private final Wording wording;
    private final Parent root;
    private final Watching watching = new Watching();

    @FXML
    private HBox active;
    @FXML
    private Label title;
    @FXML
    private Label description;
    @FXML
    private Button reveal;
    @FXML
    private HBox asking;
    @FXML
    private TextField seed;
    @FXML
    private HBox said;
    @FXML
    private Label sentences;

    /** A bar in that language. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public FaultBarController(FaultsViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        this.root = Views.load(this, wording);
        watching.value(model.stateProperty(), this::state);
    }

    public Parent root() {
        return root;
    }

    @Override
    public void close() {
        watching.close();
    }

    @FXML
    void injectRandom() {
        String text = seed.getText().strip();
        if (text.matches("-?\\d{1,18}")) {
            model.injectRandom(Long.parseLong(text));
        } else {
            seed.selectAll();
            seed.requestFocus();
        }
    }

    @FXML
    void stopAsking() {
        model.askForSeed(false);
    }

    @FXML
    void reveal() {
        model.reveal();
    }

    @FXML
    void restore() {
        model.restore();
    }

    @FXML
    void dismiss() {
        model.dismiss();
    }

    private void state(FaultsState now) {
        Appearance.show(active, now.active().isPresent() && !now.busy());
        now.active().ifPresent(this::active);
        boolean asked = asking.isVisible();
        Appearance.show(asking, now.askingForSeed());
        if (now.askingForSeed() && !asked) {
            seed.setText(Integer.toString(ThreadLocalRandom.current().nextInt(SEEDS)));
            seed.requestFocus();
            seed.selectAll();
        }
        Appearance.show(said, !now.sentences().isEmpty());
        sentences.setText(now.sentences().stream().map(wording::say).collect(Collectors.joining("\n")));
    }

    private void active(Active on) {
        Appearance.show(reveal, on.hidden());
        Appearance.show(description, !on.hidden());
        if (on.hidden()) {
            title.setText(wording.say("window.faults.hidden"));
            description.setText("");
        } else {
            title.setText(wording.say("window.faults.item", on.fault().id(), wording.say(on.fault().title())));
            description.setText(wording.say("window.faults.description", wording.say(on.fault().description()),
                    wording.say(on.fault().client())));
        }
    }
}
