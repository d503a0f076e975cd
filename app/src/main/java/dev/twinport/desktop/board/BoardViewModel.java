package dev.twinport.desktop.board;

import dev.twinport.desktop.fx.Pump;
import dev.twinport.route.RouteId;
import dev.twinport.session.Plan;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Verification;
import dev.twinport.session.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verifying the routes of the cluster that is shown, from when it is switched on until it is switched off or
 * another cluster is shown. Only for the window's thread; the probes run in the background.
 */
public final class BoardViewModel implements AutoCloseable {

    /** From one probe of a route to the next, to be chosen from. */
    public static final List<Duration> PERIODS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    private static final Logger LOG = System.getLogger(BoardViewModel.class.getName());

    private final Executor background;
    private final Consumer<RouteResult> told;
    private final Pump.Drain drain;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Duration> every = new ReadOnlyObjectWrapper<>(PERIODS.getFirst());
    private Optional<Workspace> workspace = Optional.empty();
    private @Nullable Run run;

    /**
     * A board of no cluster.
     *
     * @param background
     *            runs work that blocks, on a thread of its own
     * @param told
     *            called on the window's thread with what a route's probes came to, after each of them, or of several
     *            the last
     */
    public BoardViewModel(Executor background, Pump pump, Consumer<RouteResult> told) {
        this.background = background;
        this.told = told;
        this.drain = pump.drain(this::drain);
    }

    /** One time of being switched on. */
    private final class Run implements Verification.Listener {

        private final Map<RouteId, RouteResult> news = new ConcurrentHashMap<>();
        private final FutureTask<@Nullable Void> task;

        Run(Workspace probed, Plan plan) {
            Verification verification = new Verification(probed, _ -> true, plan);
            task = new FutureTask<>(() -> {
                verification.run(this);
                return null;
            }) {
                @Override
                protected void done() {
                    drain.raise();
                }
            };
        }

        @Override
        public void proved(Proof proof, RouteResult result) {
            news.put(result.route().id(), result);
            drain.raise();
        }
    }

    /** Whether routes are probed over and over. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** From one probe of a route to the next. */
    public ReadOnlyObjectProperty<Duration> everyProperty() {
        return every.getReadOnlyProperty();
    }

    /** Another cluster is shown, or none: what was running ends. */
    public void show(Optional<Workspace> shown) {
        if (!shown.equals(workspace)) {
            stop();
            workspace = shown;
        }
    }

    /** Probes at another pace; when it is running, it begins anew. */
    public void every(Duration period) {
        if (every.get().equals(period)) {
            return;
        }
        every.set(period);
        if (running.get()) {
            stop();
            start();
        }
    }

    /** On when it is off, off when it is on. */
    public void toggle() {
        if (running.get()) {
            stop();
        } else {
            start();
        }
    }

    /** Begins to probe, counting from nothing; does nothing when it is running, or no cluster is shown. */
    public void start() {
        if (!running.get() && workspace.isPresent()) {
            Run started = new Run(workspace.get(),
                    new Plan(Optional.empty(), Optional.empty(), every.get(), Plan.PARALLEL, 1));
            run = started;
            running.set(true);
            background.execute(started.task);
        }
    }

    /** Ends the probes that are under way; what came before stays as it is. */
    public void stop() {
        Run ending = run;
        run = null;
        if (ending != null) {
            ending.task.cancel(true);
        }
        running.set(false);
    }

    @Override
    public void close() {
        stop();
        drain.close();
    }

    private void drain() {
        Run current = run;
        if (current == null) {
            return;
        }
        for (RouteId id : List.copyOf(current.news.keySet())) {
            RouteResult result = current.news.remove(id);
            if (result != null) {
                told.accept(result);
            }
        }
        if (current.task.isDone()) {
            ended(current);
        }
    }

    /** It goes on until it is stopped; that it ends by itself is a mistake in the program. */
    private void ended(Run over) {
        stop();
        try {
            over.task.get();
        } catch (ExecutionException | CancellationException e) {
            LOG.log(Level.ERROR, "keeping to verify has failed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("a task that is done does not wait", e);
        }
    }
}
