package dev.twinport.desktop.podlog;

import atlantafx.base.theme.Styles;
import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Chip;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.desktop.lines.Asides;
import dev.twinport.desktop.lines.LineView;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.podlog.LogAccount;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** Wires the view of a route's pod logs to its view model. */
public final class PodLogController implements AutoCloseable {

    private final PodLogViewModel model;
    private final ObservableValue<Route> route;
    private final Look look;
    private final LineView lines;
    private final Parent root;
    private final Watching watching = new Watching();

    @FXML
    private StackPane screen;
    @FXML
    private Label empty;
    @FXML
    private MenuButton pods;
    @FXML
    private Label state;
    @FXML
    private Label container;
    @FXML
    private Label account;
    @FXML
    private CheckBox filtering;
    @FXML
    private TextField expression;
    @FXML
    private Label mistake;

    /** A view of the model and of what the route says about its pods. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public PodLogController(PodLogViewModel model, ObservableValue<Route> route, Look look) {
        this.model = model;
        this.route = route;
        this.look = look;
        this.lines = new LineView(model.buffer(), new Asides(), look.wording(), look.zone());
        this.root = Views.load(this, look.wording());
        screen.getChildren().addFirst(lines);
        lines.area().setAccessibleText(look.wording().say("window.podlog.accessible", route.getValue().port()));
        expression.textProperty().bindBidirectional(model.expressionProperty());
        filtering.selectedProperty().bindBidirectional(model.filteringProperty());
        watching.owns(() -> expression.textProperty().unbindBidirectional(model.expressionProperty()));
        watching.owns(() -> filtering.selectedProperty().unbindBidirectional(model.filteringProperty()));
        watching.value(look.timestamps(), lines::showTimestamps);
        watching.value(model.revisionProperty(), _ -> refresh());
        watching.value(model.mistakeProperty(), this::mistake);
        watching.value(model.statusProperty(), this::show);
        watching.value(model.chosenProperty(), _ -> choice());
        watching.value(route, _ -> choice());
        watching.list(model.pods(), this::choice);
    }

    public Parent root() {
        return root;
    }

    @Override
    public void close() {
        watching.close();
    }

    @FXML
    void copy() {
        lines.copy();
    }

    @FXML
    void clear() {
        model.clear();
    }

    private void refresh() {
        lines.refresh();
        hint();
    }

    private void hint() {
        Wording wording = look.wording();
        empty.setVisible(model.buffer().next() == model.buffer().first());
        if (model.pods().isEmpty()) {
            empty.setText(wording.say("window.podlog.noPods"));
        } else {
            empty.setText(model.statusProperty().get().trouble().map(wording::say)
                    .orElseGet(() -> model.filteringProperty().get()
                            ? wording.say("window.podlog.nothingMatches", model.expressionProperty().get())
                            : wording.say("window.podlog.nothingLogged")));
        }
    }

    private void show(PodLogStatus status) {
        Wording wording = look.wording();
        Appearance.show(state, status.state().isPresent());
        status.state().ifPresent(now -> {
            String word = wording.say("window.podlog.state." + now);
            switch (now) {
                case LIVE -> Chip.show(state, "●", word, "good");
                case OPENING -> Chip.show(state, "◌", word, "busy");
                case RESUMING -> Chip.show(state, "↻", word, "warn");
                case UNAVAILABLE -> Chip.show(state, "✕", word, "bad");
                case ENDED -> Chip.show(state, "○", word, "calm");
            }
            state.setTooltip(new Tooltip(
                    status.trouble().map(wording::say).orElseGet(() -> wording.say("window.podlog.stateHint." + now))));
        });
        LogAccount counted = status.account();
        account.setText(accountText(counted));
        account.setTooltip(new Tooltip(wording.say("window.podlog.accountHint", counted.taken(), counted.resumed(),
                counted.repeated(), counted.dropped())));
        hint();
    }

    /** What was taken and what was dropped always; the rest when there is something to tell. */
    private String accountText(LogAccount counted) {
        List<String> parts = new ArrayList<>();
        parts.add(look.wording().say("window.podlog.taken", counted.taken()));
        if (counted.resumed() > 0) {
            parts.add(look.wording().say("window.podlog.resumed", counted.resumed()));
        }
        if (counted.repeated() > 0) {
            parts.add(look.wording().say("window.podlog.repeated", counted.repeated()));
        }
        parts.add(look.wording().say("window.podlog.dropped", counted.dropped()));
        return String.join(" · ", parts);
    }

    private void mistake(Optional<String> description) {
        Appearance.show(mistake, description.isPresent());
        mistake.setText(description.map(text -> look.wording().say("window.podlog.mistake", text)).orElse(""));
        expression.pseudoClassStateChanged(Styles.STATE_DANGER, description.isPresent());
    }

    private void choice() {
        Wording wording = look.wording();
        Optional<PodName> chosen = model.chosenProperty().get();
        List<PodName> names = model.pods();
        ToggleGroup group = new ToggleGroup();
        pods.getItems().clear();
        if (names.size() != 1) {
            item(wording.say("window.podlog.allPods", names.size()), Optional.empty(), group);
        }
        names.forEach(pod -> item(pod.name(), Optional.of(pod), group));
        pods.setDisable(names.isEmpty());
        Optional<PodName> named = names.size() == 1 ? Optional.of(names.getFirst()) : chosen;
        pods.setText(named.map(PodName::name).orElseGet(() -> wording.say("window.podlog.allPods", names.size())));
        List<PodTarget> targets = route.getValue().pods().stream()
                .filter(pod -> named.isEmpty() || named.get().equals(pod.name())).toList();
        List<String> containers = targets.stream().map(PodTarget::container).distinct().toList();
        List<Message> reasons = targets.stream().map(PodTarget::containerReason).distinct().toList();
        container.setText(String.join(", ", containers));
        Appearance.show(container, !containers.isEmpty());
        container.setTooltip(new Tooltip(wording.say("window.podlog.container") + "\n"
                + String.join("\n", reasons.stream().map(wording::say).toList())));
        hint();
    }

    private void item(String text, Optional<PodName> pod, ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(model.chosenProperty().get().equals(pod) || model.pods().size() == 1);
        item.setOnAction(_ -> model.choose(pod));
        pods.getItems().add(item);
    }
}
