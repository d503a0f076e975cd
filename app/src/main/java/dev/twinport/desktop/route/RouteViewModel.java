package dev.twinport.desktop.route;

import dev.twinport.desktop.TextFiles;
import dev.twinport.desktop.board.RouteBoard;
import dev.twinport.desktop.console.ConsoleViewModel;
import dev.twinport.desktop.console.TypedLineSource;
import dev.twinport.desktop.fx.Pump;
import dev.twinport.desktop.podlog.PodLogViewModel;
import dev.twinport.desktop.proof.ProofState;
import dev.twinport.desktop.proof.ProofViewModel;
import dev.twinport.desktop.proof.ReportViewModel;
import dev.twinport.desktop.proof.Reporter;
import dev.twinport.entry.EntryResolution;
import dev.twinport.flow.Subscription;
import dev.twinport.proof.TypedLine;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.RouteSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One route's column. Only for the window's thread. Closing it leaves the session open. */
public final class RouteViewModel implements AutoCloseable {

    private final RouteSession session;
    private final Pump.Drain drain;
    private final Subscription changes;
    private final ReadOnlyObjectWrapper<Route> route;
    private final ReadOnlyObjectWrapper<EntryResolution> entry;
    private final ReadOnlyObjectWrapper<Optional<RouteBoard>> board = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ConsoleViewModel console;
    private final PodLogViewModel podLog;
    private final ProofViewModel proof;
    private final ReportViewModel report;

    /**
     * Shows the session and has it open its logs.
     *
     * @param reporter
     *            makes reports of its verdicts
     * @param files
     *            where they are saved
     */
    public RouteViewModel(RouteSession session, Reporter reporter, TextFiles files, Executor background, Pump pump,
            Clock clock) {
        this.session = session;
        this.drain = pump.drain(this::drain);
        this.changes = session.onChange(drain::raise);
        session.openLogs();
        this.route = new ReadOnlyObjectWrapper<>(session.route());
        this.entry = new ReadOnlyObjectWrapper<>(session.entry());
        this.console = new ConsoleViewModel(session.console(), session::connect, new TypedLines(session), pump, clock);
        this.podLog = new PodLogViewModel(session::podLogs, pump);
        this.proof = new ProofViewModel(session::prove, background, pump);
        this.report = new ReportViewModel(reporter, files, background, pump);
    }

    /** What becomes of the lines typed into the session's console. */
    private record TypedLines(RouteSession session) implements TypedLineSource {

        @Override
        public List<TypedLine> lines() {
            return session.typedLines();
        }

        @Override
        public Subscription onChange(Runnable flag) {
            return session.onTypedLines(flag);
        }

        @Override
        public Set<PodName> selected() {
            return session.route().pods().stream().map(PodTarget::name).collect(Collectors.toSet());
        }
    }

    /** Whether this is the column of that session. */
    public boolean shows(RouteSession other) {
        return session == other;
    }

    /** Whether this is the column of that route. */
    public boolean shows(RouteId id) {
        return route.get().id().equals(id);
    }

    public ReadOnlyObjectProperty<Route> routeProperty() {
        return route.getReadOnlyProperty();
    }

    /** What keeping to verify it has come to; empty until that was done. */
    public ReadOnlyObjectProperty<Optional<RouteBoard>> boardProperty() {
        return board.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<EntryResolution> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    public ConsoleViewModel console() {
        return console;
    }

    public PodLogViewModel podLog() {
        return podLog;
    }

    public ProofViewModel proof() {
        return proof;
    }

    /** Takes its verdict out of the window. */
    public ReportViewModel report() {
        return report;
    }

    /** It is probed over and over from now on: what is told of earlier times is wiped off. */
    public void boardStarted() {
        board.set(Optional.empty());
    }

    /** It is not probed any more: what the board says stays, as something of the past. */
    public void boardStopped() {
        board.set(board.get().map(last -> new RouteBoard(last.tally(), last.began(), false)));
    }

    /** A probe that was sent with those of the other routes has come to its end. */
    public void proved(RouteResult result) {
        Proof last = result.tally().latest().orElseThrow();
        Instant began = board.get().map(RouteBoard::began)
                .orElseGet(() -> result.tally().since().orElse(last.started()));
        board.set(Optional.of(new RouteBoard(result.tally(), began, true)));
        if (!session.route().equals(route.get()) || !session.entry().equals(entry.get())) {
            drain();
        }
        // A verdict about the route as it was before says nothing about today's.
        if (result.route().equals(route.get()) && result.entry().equals(entry.get())) {
            proof.judged(new ProofState.Judged(result, began));
        }
    }

    @Override
    public void close() {
        changes.close();
        drain.close();
        console.close();
        podLog.close();
        proof.close();
        report.close();
    }

    private void drain() {
        if (!session.route().equals(route.get()) || !session.entry().equals(entry.get())) {
            proof.routeChanged();
        }
        route.set(session.route());
        entry.set(session.entry());
        podLog.podsChanged();
    }
}
