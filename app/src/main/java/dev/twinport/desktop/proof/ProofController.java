package dev.twinport.desktop.proof;

import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Verdict;
import dev.twinport.route.PodName;
import dev.twinport.session.Proof;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;

/** Wires the strip with a route's verdict to its view model. */
public final class ProofController implements AutoCloseable {

    private static final List<String> TONES = List.of("proven", "misrouted", "broken", "inconclusive", "unasked");

    private final ProofViewModel model;
    private final Look look;
    private final Parent root;
    private final Watching watching = new Watching();

    @FXML
    private Label shape;
    @FXML
    private ProgressIndicator progress;
    @FXML
    private Label word;
    @FXML
    private Label pod;
    @FXML
    private Label reasons;
    @FXML
    private Label took;
    @FXML
    private Button action;

    /** A view of the model. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public ProofController(ProofViewModel model, Look look) {
        this.model = model;
        this.look = look;
        this.root = Views.load(this, look.wording());
        watching.value(model.stateProperty(), this::show);
    }

    public Parent root() {
        return root;
    }

    @Override
    public void close() {
        watching.close();
    }

    @FXML
    void act() {
        if (model.isProbing()) {
            model.cancel();
        } else {
            model.verify();
        }
    }

    private void show(ProofState state) {
        Wording wording = look.wording();
        boolean probing = state instanceof ProofState.Probing;
        progress.setVisible(probing);
        shape.setVisible(!probing);
        action.setText(wording.say(probing ? "window.proof.cancel" : "window.proof.verifyOne"));
        switch (state) {
            case ProofState.NotAsked _ ->
                    fill("–", "window.proof.notAsked", "unasked", List.of(Message.of("window.proof.notAskedHint")));
            case ProofState.Probing _ ->
                    fill("", "window.proof.probing", "unasked", List.of(Message.of("window.proof.probingHint")));
            case ProofState.Outdated _ ->
                    fill("–", "window.proof.notAsked", "unasked", List.of(Message.of("window.proof.outdated")));
            case ProofState.Cancelled _ ->
                    fill("–", "window.proof.cancelled", "unasked", List.of(Message.of("window.proof.notAskedHint")));
            case ProofState.Judged judged -> judged(judged.proof());
        }
    }

    private void judged(Proof proof) {
        Verdict verdict = proof.verdict();
        Outcome outcome = verdict.outcome();
        fill(OutcomeSign.of(outcome), "proof.outcome." + outcome, outcome.name().toLowerCase(Locale.ROOT),
                verdict.reasons());
        pod(verdict.pod().map(PodName::name));
        took.setText(look.wording().say("window.proof.took", proof.took().toMillis()));
    }

    private void fill(String sign, String key, String tone, List<Message> why) {
        Wording wording = look.wording();
        shape.setText(sign);
        word.setText(wording.say(key));
        String text = String.join("\n", why.stream().map(wording::say).toList());
        reasons.setText(text);
        reasons.setTooltip(new Tooltip(text));
        pod(Optional.empty());
        took.setText("");
        Appearance.tone(root, TONES, tone);
        root.setAccessibleText(word.getText() + ". " + text);
    }

    private void pod(Optional<String> name) {
        Appearance.show(pod, name.isPresent());
        pod.setText(name.orElse(""));
    }
}
