package dev.twinport.desktop.main;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.cluster.Scope;
import dev.twinport.desktop.ClusterChoice;
import dev.twinport.desktop.DesktopDependencies;
import dev.twinport.desktop.DesktopSettings;
import dev.twinport.desktop.board.BoardViewModel;
import dev.twinport.desktop.faults.FaultsViewModel;
import dev.twinport.desktop.fx.Pump;
import dev.twinport.desktop.route.RouteViewModel;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.report.Report;
import dev.twinport.report.Versions;
import dev.twinport.route.Inventory;
import dev.twinport.session.RouteResult;
import dev.twinport.session.RouteSession;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The window: which cluster, its routes, how it looks. Only for the window's thread. */
public final class MainViewModel implements AutoCloseable {

    private static final int ZOOM_STEP = 10;

    private final DesktopDependencies dependencies;
    private final Pump pump;
    private final Pump.Drain drain;
    private final Pump.Drain contextsDrain;
    private final FaultsViewModel faults;
    private final BoardViewModel board;
    private final AtomicReference<List<String>> contextsRead = new AtomicReference<>(List.of());
    private final ObservableList<String> contexts = FXCollections.observableArrayList();
    private final ObservableList<RouteViewModel> routes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<ClusterChoice> choice;
    private final ReadOnlyObjectWrapper<ClusterState> cluster = new ReadOnlyObjectWrapper<>(
            new ClusterState.Opening(Optional.empty()));
    private final ReadOnlyObjectWrapper<Optional<Message>> trouble = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<DesktopSettings> settings;
    private @Nullable Visit visit;

    public MainViewModel(DesktopDependencies dependencies, Pump pump) {
        this.dependencies = dependencies;
        this.pump = pump;
        this.choice = new ReadOnlyObjectWrapper<>(dependencies.initial());
        this.settings = new ReadOnlyObjectWrapper<>(dependencies.settings());
        this.drain = pump.drain(this::drain);
        this.faults = new FaultsViewModel(dependencies.background(), pump);
        this.board = new BoardViewModel(dependencies.background(), pump, this::proved);
        board.runningProperty().subscribe(this::boardSwitched);
        this.contextsDrain = pump.drain(() -> contexts.setAll(contextsRead.get()));
    }

    /**
     * One cluster while it is shown. It is opened in the background; leaving it before it is open closes it then.
     */
    private final class Visit {

        private final ClusterChoice wanted;
        private @Nullable Cluster opened;
        private @Nullable Workspace workspace;
        private boolean left;
        private volatile ClusterState state = new ClusterState.Opening(Optional.empty());

        Visit(ClusterChoice wanted) {
            this.wanted = wanted;
        }

        void open() {
            try {
                Cluster cluster = switch (wanted) {
                    case ClusterChoice.Practice _ -> dependencies.clusters().practice(this::progress);
                    case ClusterChoice.Kubeconfig(KubeconfigChoice kubeconfig, boolean _) ->
                            dependencies.clusters().open(kubeconfig, this::progress);
                };
                Scope scope = wanted instanceof ClusterChoice.Kubeconfig(KubeconfigChoice _, boolean all) && all
                        ? Scope.ALL
                        : Scope.of(cluster.name().namespace());
                Workspace made = new Workspace(cluster, scope, dependencies.session(), dependencies.clock());
                if (keep(cluster, made)) {
                    made.onChange(drain::raise);
                    made.follow();
                    state = new ClusterState.Open(cluster.name());
                }
            } catch (ClusterException e) {
                state = new ClusterState.Failed(e.sentence());
            }
            drain.raise();
        }

        /** Ends all that belongs to the cluster, in the background: closing may wait for the network. */
        void leave() {
            dependencies.background().execute(() -> {
                @Nullable
                Workspace ending;
                @Nullable
                Cluster closing;
                synchronized (this) {
                    left = true;
                    ending = workspace;
                    closing = opened;
                    workspace = null;
                    opened = null;
                }
                if (ending != null) {
                    ending.close();
                }
                if (closing != null) {
                    closing.close();
                }
            });
        }

        synchronized Optional<Workspace> workspace() {
            return state instanceof ClusterState.Open ? Optional.ofNullable(workspace) : Optional.empty();
        }

        synchronized List<RouteSession> sessions() {
            return workspace == null || !(state instanceof ClusterState.Open) ? List.of() : workspace.sessions();
        }

        synchronized Optional<PracticeFaults> faults() {
            return opened == null || !(state instanceof ClusterState.Open) ? Optional.empty() : opened.faults();
        }

        synchronized Connection connection() {
            return workspace == null ? Connection.GOOD : workspace.connection();
        }

        /** Asks the cluster for its version: not for the window's thread. */
        Report report(RouteResult result, Instant began) {
            if (!(state instanceof ClusterState.Open(ClusterName name))) {
                throw new IllegalStateException("there are no routes of a cluster that is not open");
            }
            @Nullable
            Cluster asked;
            Inventory inventory;
            synchronized (this) {
                asked = opened;
                inventory = workspace == null ? Inventory.EMPTY : workspace.inventory();
            }
            Optional<String> server = asked == null ? Optional.empty() : asked.serverVersion();
            Instant over = result.tally().latest().map(last -> last.started().plus(last.took())).orElse(began);
            return new Report(dependencies.program(), name,
                    Versions.of(server, inventory, List.of(result.route()), System.getProperties()), began,
                    Duration.between(began, over), false, false, List.of(result));
        }

        private boolean keep(Cluster cluster, Workspace made) {
            synchronized (this) {
                if (!left) {
                    opened = cluster;
                    workspace = made;
                    return true;
                }
            }
            made.close();
            cluster.close();
            return false;
        }

        private void progress(Message message) {
            state = new ClusterState.Opening(Optional.of(message));
            drain.raise();
        }
    }

    /** Opens the cluster that was chosen first and reads what else there is to choose. */
    public void start() {
        dependencies.background().execute(() -> {
            try {
                contextsRead.set(dependencies.contexts().names());
            } catch (ClusterException _) {
                // Said in full when the user chooses a context; until then there is just none to choose.
                contextsRead.set(List.of());
            }
            contextsDrain.raise();
        });
        choose(choice.get());
    }

    /** The kubeconfig's contexts, the current one first. */
    public ObservableList<String> contexts() {
        return FXCollections.unmodifiableObservableList(contexts);
    }

    public ReadOnlyObjectProperty<ClusterChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<ClusterState> clusterProperty() {
        return cluster.getReadOnlyProperty();
    }

    /** What is wrong with the connection to the cluster while it is open; empty when all is well. */
    public ReadOnlyObjectProperty<Optional<Message>> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** The routes in the cluster's order. */
    public ObservableList<RouteViewModel> routes() {
        return FXCollections.unmodifiableObservableList(routes);
    }

    public ReadOnlyObjectProperty<DesktopSettings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** The faults of the cluster, if it is a practice cluster. */
    public FaultsViewModel faults() {
        return faults;
    }

    /** Keeps verifying the routes, when it is switched on. */
    public BoardViewModel board() {
        return board;
    }

    /** Leaves the cluster that is shown and opens another. */
    public void choose(ClusterChoice wanted) {
        leave();
        Visit started = new Visit(wanted);
        visit = started;
        choice.set(wanted);
        cluster.set(started.state);
        trouble.set(Optional.empty());
        dependencies.background().execute(started::open);
    }

    /** Opens the same cluster once more. */
    public void retry() {
        choose(choice.get());
    }

    public void usePractice() {
        choose(new ClusterChoice.Practice());
    }

    public void useContext(String context) {
        choose(new ClusterChoice.Kubeconfig(
                new KubeconfigChoice(Optional.empty(), Optional.of(context), Optional.empty()), false));
    }

    /** Sends a probe through every route. */
    public void verify() {
        routes.forEach(route -> route.proof().verify());
    }

    /** Ends every probe that is under way. */
    public void cancel() {
        routes.forEach(route -> route.proof().cancel());
    }

    public void switchTheme() {
        change(settings.get().withTheme(settings.get().theme().other()));
    }

    /** From English to Chinese, or back. */
    public void switchLanguage() {
        boolean english = settings.get().language().getLanguage().equals(Wording.ENGLISH.getLanguage());
        change(settings.get().withLanguage(english ? Wording.CHINESE : Wording.ENGLISH));
    }

    public void showTimestamps(boolean shown) {
        change(settings.get().withTimestamps(shown));
    }

    public void zoomIn() {
        change(settings.get().withZoom(settings.get().zoomPercent() + ZOOM_STEP));
    }

    public void zoomOut() {
        change(settings.get().withZoom(settings.get().zoomPercent() - ZOOM_STEP));
    }

    public void zoomNormal() {
        change(settings.get().withZoom(DesktopSettings.DEFAULT.zoomPercent()));
    }

    @Override
    public void close() {
        leave();
        drain.close();
        contextsDrain.close();
        board.close();
        faults.close();
    }

    private void change(DesktopSettings changed) {
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            dependencies.remember().accept(changed);
        }
    }

    private void boardSwitched(boolean on) {
        routes.forEach(on ? RouteViewModel::boardStarted : RouteViewModel::boardStopped);
    }

    private void proved(RouteResult result) {
        routes.stream().filter(route -> route.shows(result.route().id())).forEach(route -> route.proved(result));
    }

    private void leave() {
        board.show(Optional.empty());
        routes.forEach(RouteViewModel::close);
        routes.clear();
        faults.show(Optional.empty());
        Visit leaving = visit;
        visit = null;
        if (leaving != null) {
            leaving.leave();
        }
    }

    private void drain() {
        Visit current = visit;
        if (current == null) {
            return;
        }
        cluster.set(current.state);
        trouble.set(current.connection().trouble());
        show(current, current.sessions());
        board.show(current.workspace());
        faults.show(current.faults());
    }

    /** Columns for the sessions, keeping those that are there already. */
    private void show(Visit shown, List<RouteSession> sessions) {
        List<RouteViewModel> columns = new ArrayList<>();
        for (RouteSession session : sessions) {
            columns.add(routes.stream().filter(route -> route.shows(session)).findFirst()
                    .orElseGet(() -> new RouteViewModel(session, shown::report, dependencies.files(),
                            dependencies.background(), pump, dependencies.clock())));
        }
        if (!columns.equals(routes)) {
            List<RouteViewModel> gone = new ArrayList<>(routes);
            gone.removeAll(columns);
            routes.setAll(columns);
            gone.forEach(RouteViewModel::close);
        }
    }
}
