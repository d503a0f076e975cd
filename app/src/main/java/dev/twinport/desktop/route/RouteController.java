package dev.twinport.desktop.route;

import dev.twinport.desktop.board.BoardText;
import dev.twinport.desktop.board.RouteBoard;
import dev.twinport.desktop.console.ConsoleController;
import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Clip;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.desktop.podlog.PodLogController;
import dev.twinport.desktop.proof.ProofController;
import dev.twinport.entry.Entry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.route.Link;
import dev.twinport.route.ObjectName;
import dev.twinport.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Wires a route's column to its view model: header, console, pod log and verdict. */
public final class RouteController implements AutoCloseable {

    private final RouteViewModel model;
    private final Look look;
    private final Region root;
    private final ConsoleController console;
    private final PodLogController podLog;
    private final ProofController proof;
    private final Watching watching = new Watching();

    @FXML
    private VBox column;
    @FXML
    private Label port;
    @FXML
    private Label destination;
    @FXML
    private Label tally;
    @FXML
    private Label board;
    @FXML
    private FlowPane chain;
    @FXML
    private HBox entryLine;
    @FXML
    private Label entry;
    @FXML
    private Label reason;
    @FXML
    private VBox problems;
    @FXML
    private SplitPane panes;

    /** A view of the model. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public RouteController(RouteViewModel model, Look look) {
        this.model = model;
        this.look = look;
        this.root = (Region) Views.load(this, look.wording());
        this.console = new ConsoleController(model.console(), model.routeProperty().get().port(), look);
        this.podLog = new PodLogController(model.podLog(), model.routeProperty(), look);
        this.proof = new ProofController(model.proof(), model.report(), look);
        panes.getItems().addAll(console.root(), podLog.root());
        panes.setDividerPositions(0.52);
        column.getChildren().add(proof.root());
        watching.value(model.routeProperty(), _ -> header());
        watching.value(model.entryProperty(), _ -> header());
        watching.value(model.boardProperty(), this::board);
    }

    public Region root() {
        return root;
    }

    /** Puts the cursor where one types into the console. */
    public void focus() {
        console.focus();
    }

    @Override
    public void close() {
        watching.close();
        console.close();
        podLog.close();
        proof.close();
    }

    @FXML
    void copyEntry() {
        model.entryProperty().get().entry()
                .ifPresent(dialled -> Clip.put("nc " + dialled.host() + " " + dialled.port()));
    }

    private void header() {
        Route route = model.routeProperty().get();
        EntryResolution resolution = model.entryProperty().get();
        Wording wording = look.wording();
        port.setText(route.portText());
        destination.setText(
                route.destinationName().isEmpty() ? wording.say("window.route.nowhere") : route.destinationName());
        Appearance.mark(destination, "nowhere", route.destinationName().isEmpty());
        root.setAccessibleText(wording.say("window.route.accessible", route.portText(), destination.getText()));
        chain.getChildren().setAll(breadcrumb(route));
        Optional<Entry> dialled = resolution.entry();
        Appearance.show(entryLine, dialled.isPresent());
        entry.setText(dialled.map(Entry::toString).orElse(""));
        reason.setText(dialled.map(found -> wording.say(found.reason())).orElse(""));
        reason.setTooltip(new Tooltip(reason.getText()));
        problems.getChildren().clear();
        route.brokenLink().ifPresent(link -> link.problem()
                .ifPresent(why -> problem(wording.say("window.route.brokenAt", stage(link)), why, false)));
        resolution.problem().ifPresent(why -> problem(wording.say("window.route.entry." + resolution.standing()), why,
                resolution.standing() != EntryResolution.Standing.ABSENT));
        Appearance.show(problems, !problems.getChildren().isEmpty());
    }

    private void board(Optional<RouteBoard> now) {
        Appearance.show(tally, now.isPresent());
        Appearance.show(board, now.isPresent());
        now.ifPresent(told -> BoardText.show(told, tally, board, look));
    }

    private List<HBox> breadcrumb(Route route) {
        List<HBox> links = new ArrayList<>();
        for (Link link : route.chain()) {
            HBox crumb = new HBox();
            crumb.getStyleClass().add("crumb");
            if (!links.isEmpty()) {
                Label arrow = new Label("›");
                arrow.getStyleClass().add("crumb-arrow");
                crumb.getChildren().add(arrow);
            }
            boolean broken = link.problem().isPresent();
            String text = link.stage() == Link.Stage.PODS ? look.wording().say("window.route.ready", link.text())
                    : link.text();
            Label name = new Label(broken ? "✕ " + text + " " + look.wording().say("window.route.broken") : text);
            name.getStyleClass().addAll("crumb-name", broken ? "broken" : "whole");
            name.setTooltip(new Tooltip(stage(link) + link.object().map(ObjectName::path).map(" "::concat).orElse("")
                    + link.problem().map(look.wording()::say).map("\n"::concat).orElse("")));
            name.setMinWidth(Region.USE_PREF_SIZE);
            crumb.getChildren().add(name);
            links.add(crumb);
        }
        return links;
    }

    private String stage(Link link) {
        return look.wording().say("window.route.stage." + link.stage());
    }

    /** A sentence, and below it the command it holds, to be copied. */
    private void problem(String title, Message why, boolean doubtful) {
        String said = look.wording().say(why);
        Optional<String> command = commandOf(why);
        VBox text = new VBox();
        text.getStyleClass().add("problem-text");
        Label heading = new Label((doubtful ? "! " : "✕ ") + title);
        heading.getStyleClass().add("problem-title");
        Label sentence = new Label(command.map(shown -> said.replace(shown, "")).orElse(said).strip());
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        text.getChildren().addAll(heading, sentence);
        VBox problem = new VBox(text);
        problem.getStyleClass().addAll("problem", doubtful ? "doubtful" : "certain");
        command.ifPresent(line -> problem.getChildren().add(commandLine(line)));
        problems.getChildren().add(problem);
    }

    private HBox commandLine(String command) {
        Label commands = new Label(command);
        commands.setWrapText(true);
        commands.setMinHeight(Region.USE_PREF_SIZE);
        commands.getStyleClass().add("command");
        commands.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(commands, Priority.ALWAYS);
        Button copy = new Button(look.wording().say("window.route.copyCommand"), new FontIcon(Feather.COPY));
        copy.setOnAction(_ -> Clip.put(command));
        copy.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(commands, copy);
        line.getStyleClass().add("command-line");
        return line;
    }

    /** The kubectl command a sentence ends with, as far as its arguments hold one. */
    private static Optional<String> commandOf(Message message) {
        return message.arguments().stream().filter(String.class::isInstance).map(String.class::cast)
                .filter(text -> text.startsWith("kubectl ")).findFirst();
    }
}
