package dev.twinport.desktop.main;

import dev.twinport.cluster.ClusterName;
import dev.twinport.desktop.ClusterChoice;
import dev.twinport.desktop.DesktopSettings;
import dev.twinport.desktop.DesktopSettings.Theme;
import dev.twinport.desktop.board.BoardViewModel;
import dev.twinport.desktop.faults.FaultBarController;
import dev.twinport.desktop.faults.FaultMenuController;
import dev.twinport.desktop.fx.Appearance;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.fx.Views;
import dev.twinport.desktop.fx.Watching;
import dev.twinport.desktop.proof.ProofState;
import dev.twinport.desktop.route.RouteController;
import dev.twinport.desktop.route.RouteViewModel;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Wires the window's content to its view model. Another language is another view of the same model. */
public final class MainController implements AutoCloseable {

    /** Narrowest column in units of the font's size: a line of a pod's log stays readable. */
    private static final double NARROWEST_COLUMN = 33;

    private final MainViewModel model;
    private final Look look;
    private final Parent root;
    private final Watching watching = new Watching();
    private final FaultMenuController faultMenu;
    private final FaultBarController faultBar;
    private final Map<RouteViewModel, RouteController> columns = new LinkedHashMap<>();
    private final Map<RouteViewModel, Subscription> probes = new LinkedHashMap<>();

    @FXML
    private HBox titleBar;
    @FXML
    private VBox bars;
    @FXML
    private MenuButton clusters;
    @FXML
    private Label practice;
    @FXML
    private Button zoom;
    @FXML
    private FontIcon themeIcon;
    @FXML
    private ToggleButton keep;
    @FXML
    private MenuButton period;
    @FXML
    private Button verify;
    @FXML
    private FontIcon verifyIcon;
    @FXML
    private HBox troubleBar;
    @FXML
    private Label trouble;
    @FXML
    private ScrollPane scroll;
    @FXML
    private HBox routes;
    @FXML
    private VBox message;
    @FXML
    private FontIcon messageIcon;
    @FXML
    private ProgressIndicator progress;
    @FXML
    private Label messageTitle;
    @FXML
    private Label messageText;
    @FXML
    private HBox messageActions;
    @FXML
    private Button usePractice;

    /** A view in the language the settings have now. */
    @SuppressWarnings("NullAway.Init") // FXML fills the fields while loading
    public MainController(MainViewModel model, ZoneId zone) {
        this.model = model;
        this.look = new Look(new Wording(model.settingsProperty().get().language()), zone,
                model.settingsProperty().map(DesktopSettings::timestamps), model::showTimestamps);
        this.root = Views.load(this, look.wording());
        this.faultMenu = new FaultMenuController(model.faults(), look.wording());
        this.faultBar = new FaultBarController(model.faults(), look.wording());
        titleBar.getChildren().add(titleBar.getChildren().indexOf(clusters) + 1, faultMenu.root());
        bars.getChildren().add(faultBar.root());
        watching.value(model.settingsProperty(), this::settings);
        watching.value(model.clusterProperty(), _ -> state());
        watching.value(model.troubleProperty(), this::trouble);
        watching.value(model.choiceProperty(), _ -> menu());
        watching.value(model.board().runningProperty(), keep::setSelected);
        watching.value(model.board().everyProperty(), _ -> periods());
        watching.list(model.contexts(), this::menu);
        watching.list(model.routes(), this::columns);
        watching.value(scroll.viewportBoundsProperty(), _ -> widths());
    }

    public Parent root() {
        return root;
    }

    /** Puts the cursor into the console of the route at that place, 0 the first; nothing when there are fewer. */
    public void focusConsole(int place) {
        columns.values().stream().skip(place).findFirst().ifPresent(RouteController::focus);
    }

    /** Opens the list of clusters. */
    public void showClusters() {
        clusters.requestFocus();
        clusters.show();
    }

    /** Opens the Practice menu; nothing happens where there is none. */
    public void showFaults() {
        faultMenu.show();
    }

    @Override
    public void close() {
        watching.close();
        faultMenu.close();
        faultBar.close();
        probes.values().forEach(Subscription::unsubscribe);
        columns.values().forEach(RouteController::close);
    }

    @FXML
    void zoomIn() {
        model.zoomIn();
    }

    @FXML
    void zoomOut() {
        model.zoomOut();
    }

    @FXML
    void zoomNormal() {
        model.zoomNormal();
    }

    @FXML
    void switchTheme() {
        model.switchTheme();
    }

    @FXML
    void switchLanguage() {
        model.switchLanguage();
    }

    @FXML
    void retry() {
        model.retry();
    }

    @FXML
    void usePractice() {
        model.usePractice();
    }

    @FXML
    void verify() {
        if (isProbing()) {
            model.cancel();
        } else {
            model.verify();
        }
    }

    @FXML
    void keepVerifying() {
        model.board().toggle();
        // The toggle shows what is; without a cluster nothing was begun.
        keep.setSelected(model.board().runningProperty().get());
    }

    private void periods() {
        Duration chosen = model.board().everyProperty().get();
        ToggleGroup group = new ToggleGroup();
        period.getItems().clear();
        for (Duration every : BoardViewModel.PERIODS) {
            RadioMenuItem item = new RadioMenuItem(look.wording().say("window.keep.every", every.toSeconds()));
            item.setToggleGroup(group);
            item.setSelected(every.equals(chosen));
            item.setOnAction(_ -> model.board().every(every));
            period.getItems().add(item);
        }
        period.setText(look.wording().say("window.keep.period", chosen.toSeconds()));
        period.setAccessibleText(look.wording().say("window.keep.every", chosen.toSeconds()));
    }

    private boolean isProbing() {
        return model.routes().stream().anyMatch(route -> route.proof().isProbing());
    }

    private void settings(DesktopSettings settings) {
        zoom.setText(settings.zoomPercent() + " %");
        themeIcon.setIconCode(settings.theme() == Theme.LIGHT ? Feather.MOON : Feather.SUN);
        widths();
    }

    private void trouble(Optional<Message> now) {
        Appearance.show(troubleBar, now.isPresent());
        trouble.setText(now.map(look.wording()::say).orElse(""));
    }

    private void menu() {
        Wording wording = look.wording();
        ToggleGroup group = new ToggleGroup();
        RadioMenuItem practiceItem = new RadioMenuItem(wording.say("window.practiceCluster"));
        practiceItem.setToggleGroup(group);
        practiceItem.setSelected(model.choiceProperty().get() instanceof ClusterChoice.Practice);
        practiceItem.setOnAction(_ -> model.usePractice());
        clusters.getItems().setAll(practiceItem, new SeparatorMenuItem());
        for (String context : model.contexts()) {
            RadioMenuItem item = new RadioMenuItem(context);
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setSelected(isChosen(context));
            item.setOnAction(_ -> model.useContext(context));
            clusters.getItems().add(item);
        }
        if (model.contexts().isEmpty()) {
            MenuItem none = new MenuItem(wording.say("window.noContexts"));
            none.setDisable(true);
            clusters.getItems().add(none);
        }
        clusterName();
    }

    private boolean isChosen(String context) {
        return model.choiceProperty().get() instanceof ClusterChoice.Kubeconfig kubeconfig
                && (model.clusterProperty().get() instanceof ClusterState.Open(ClusterName name)
                        ? name.context().equals(context)
                        : kubeconfig.choice().context().filter(context::equals).isPresent());
    }

    private void clusterName() {
        Wording wording = look.wording();
        boolean isPractice = model.choiceProperty().get() instanceof ClusterChoice.Practice;
        Appearance.show(practice, isPractice);
        if (model.clusterProperty().get() instanceof ClusterState.Open(ClusterName name)) {
            clusters.setText(wording.say("window.cluster", name.context(), name.namespace()));
        } else if (model.choiceProperty().get() instanceof ClusterChoice.Kubeconfig(var kubeconfig, boolean _)) {
            clusters.setText(kubeconfig.context().orElseGet(() -> wording.say("window.currentContext")));
        } else {
            clusters.setText(wording.say("window.practiceCluster"));
        }
    }

    /** What stands in place of the routes, or nothing when there are some. */
    private void state() {
        Wording wording = look.wording();
        menu();
        boolean empty = model.routes().isEmpty();
        message.setVisible(empty);
        scroll.setVisible(!empty);
        ClusterState now = model.clusterProperty().get();
        progress.setVisible(now instanceof ClusterState.Opening);
        messageIcon.setVisible(!(now instanceof ClusterState.Opening));
        messageActions.setVisible(!(now instanceof ClusterState.Opening));
        boolean onPractice = model.choiceProperty().get() instanceof ClusterChoice.Practice;
        Appearance.show(usePractice, !onPractice);
        switch (now) {
            case ClusterState.Opening(Optional<Message> step) ->
                    message(wording.say(onPractice ? "window.openingPractice" : "window.opening"),
                            step.map(wording::say).orElse(""));
            case ClusterState.Open(ClusterName name) ->
                    message(wording.say("window.noRoutes", name.namespace()), wording.say("window.noRoutesHint"));
            case ClusterState.Failed(Message sentence) -> message(wording.say("window.failed"), wording.say(sentence));
        }
        messageIcon.setIconCode(now instanceof ClusterState.Failed ? Feather.ALERT_TRIANGLE : Feather.GIT_BRANCH);
        verifyButton();
    }

    private void message(String title, String text) {
        messageTitle.setText(title);
        messageText.setText(text);
    }

    private void columns() {
        List<RouteViewModel> shown = model.routes();
        columns.entrySet().removeIf(entry -> {
            boolean gone = !shown.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
                Optional.ofNullable(probes.remove(entry.getKey())).ifPresent(Subscription::unsubscribe);
            }
            return gone;
        });
        boolean first = columns.isEmpty() && routes.getChildren().isEmpty();
        Map<RouteViewModel, RouteController> ordered = new LinkedHashMap<>();
        for (RouteViewModel route : shown) {
            RouteController column = columns.get(route);
            if (column == null) {
                column = new RouteController(route, look);
                probes.put(route, route.proof().stateProperty().subscribe((ProofState _) -> verifyButton()));
            }
            ordered.put(route, column);
        }
        columns.clear();
        columns.putAll(ordered);
        routes.getChildren().setAll(ordered.values().stream().map(RouteController::root).toList());
        widths();
        state();
        if (first) {
            focusConsole(0);
        }
    }

    /** Two columns share the window's width; more are as wide and are scrolled to. */
    private void widths() {
        double available = scroll.getViewportBounds().getWidth();
        int inView = Math.clamp(columns.size(), 1, 2);
        double font = DesktopLooks.fontSize(model.settingsProperty().get());
        double width = Math.max(Math.floor(available / inView), NARROWEST_COLUMN * font);
        for (RouteController column : columns.values()) {
            Region region = column.root();
            region.setMinWidth(width);
            region.setPrefWidth(width);
            region.setMaxWidth(width);
        }
    }

    private void verifyButton() {
        boolean probing = isProbing();
        verify.setText(look.wording().say(probing ? "window.cancelProbes" : "window.verify"));
        verifyIcon.setIconCode(probing ? Feather.X : Feather.CHECK_CIRCLE);
        verify.setDisable(model.routes().isEmpty());
        keep.setDisable(!(model.clusterProperty().get() instanceof ClusterState.Open));
    }
}
