package dev.twinport.desktop.proof;

import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Clip;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.dialect.Recognised;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Verdict;
import dev.twinport.report.Shell;
import dev.twinport.route.PodName;
import dev.twinport.route.Route;
import dev.twinport.session.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.FileChooser;
import javafx.util.Duration;

/** Wires the strip with a route's verdict to its view model. */
public final class ProofController implements AutoCloseable {

    private static final List<String> TONES = List.of("proven", "misrouted", "broken", "inconclusive", "unasked");

    private static final Duration TOLD = Duration.seconds(8);

    private final ProofViewModel model;
    private final ReportViewModel report;
    private final PauseTransition telling = new PauseTransition(TOLD);
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
    private Label dialect;
    @FXML
    private Label reasons;
    @FXML
    private Label took;
    @FXML
    private Label told;
    @FXML
    private Button action;
    @FXML
    private MenuButton take;

    /** A view of the model. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public ProofController(ProofViewModel model, ReportViewModel report, Look look) {
        this.model = model;
        this.report = report;
        this.look = look;
        this.root = Views.load(this, look.wording());
        take.getItems().setAll(items());
        telling.setOnFinished(_ -> Appearance.show(told, false));
        watching.owns(telling::stop);
        watching.value(model.stateProperty(), this::show);
        watching.value(report.toldProperty(), this::told);
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

    /** The shell of this machine first. */
    private List<MenuItem> items() {
        List<Shell> shells = System.getProperty("os.name", "").startsWith("Windows")
                ? List.of(Shell.POWERSHELL, Shell.BASH)
                : List.of(Shell.BASH, Shell.POWERSHELL);
        List<MenuItem> items = new ArrayList<>();
        items.add(item("window.report.copyTicket", judged -> report.copyTicket(judged, look.wording(), Clip::put)));
        shells.forEach(shell -> items.add(item("window.report.copyCommands." + shell,
                judged -> report.copyCommands(judged, shell, look.wording(), Clip::put))));
        items.add(new SeparatorMenuItem());
        items.add(item("window.report.save", this::save));
        return items;
    }

    private MenuItem item(String key, Consumer<ProofState.Judged> action) {
        MenuItem item = new MenuItem(look.wording().say(key));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> {
            if (model.stateProperty().get() instanceof ProofState.Judged judged) {
                action.accept(judged);
            }
        });
        return item;
    }

    private void save(ProofState.Judged judged) {
        Wording wording = look.wording();
        FileChooser chooser = new FileChooser();
        chooser.setTitle(wording.say("window.report.saveTitle"));
        Map<FileChooser.ExtensionFilter, SavedForm> forms = new LinkedHashMap<>();
        for (SavedForm form : SavedForm.values()) {
            forms.put(
                    new FileChooser.ExtensionFilter(wording.say("window.report.form." + form), "*." + form.extension()),
                    form);
        }
        chooser.getExtensionFilters().setAll(forms.keySet());
        Route route = judged.result().route();
        String name = route.destinationName().replaceAll("[^A-Za-z0-9-]+", "-");
        chooser.setInitialFileName("twinport-" + route.port() + (name.isEmpty() ? "" : "-" + name) + ".html");
        Optional.ofNullable(chooser.showSaveDialog(root.getScene().getWindow())).ifPresent(file -> report.save(judged,
                file.toPath(), forms.getOrDefault(chooser.getSelectedExtensionFilter(), SavedForm.HTML), wording));
    }

    private void told(Optional<ReportViewModel.Told> now) {
        telling.stop();
        Appearance.show(told, now.isPresent());
        now.ifPresent(said -> {
            told.setText((said.succeeded() ? "✓ " : "✕ ") + look.wording().say(said.sentence()));
            Appearance.mark(told, "failed", !said.succeeded());
            // What failed stays until something else is asked.
            if (said.succeeded()) {
                telling.playFromStart();
            }
        });
    }

    private void show(ProofState state) {
        Wording wording = look.wording();
        boolean probing = state instanceof ProofState.Probing;
        progress.setVisible(probing);
        shape.setVisible(!probing);
        take.setDisable(!(state instanceof ProofState.Judged));
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
        // Of a server that was not reached, logs may tell how it speaks; it did not speak here.
        dialect(proof.evidence().dialect().filter(_ -> proof.evidence().contact() instanceof Contact.Open));
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
        dialect(Optional.empty());
        took.setText("");
        Appearance.tone(root, TONES, tone);
        root.setAccessibleText(word.getText() + ". " + text);
    }

    private void dialect(Optional<Recognised> spoken) {
        Appearance.show(dialect, spoken.isPresent());
        spoken.ifPresent(known -> {
            Wording wording = look.wording();
            dialect.setText(known.name());
            String signs = known.signs().stream().map(sign -> wording.say("window.proof.sign." + sign))
                    .collect(Collectors.joining(wording.say("window.proof.signsBetween")));
            String hint = wording.say("window.proof.dialectHint", known.name(), signs);
            dialect.setTooltip(new Tooltip(hint));
            dialect.setAccessibleText(hint);
        });
    }

    private void pod(Optional<String> name) {
        Appearance.show(pod, name.isPresent());
        pod.setText(name.orElse(""));
    }
}
