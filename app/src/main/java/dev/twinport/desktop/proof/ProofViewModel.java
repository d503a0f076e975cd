package dev.twinport.desktop.proof;

import dev.twinport.desktop.fx.Pump;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The proof of a route as the window shows it. Only for the window's thread. */
public final class ProofViewModel implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ProofViewModel.class.getName());

    private final Prover prover;
    private final Executor background;
    private final Pump.Drain drain;
    private final ReadOnlyObjectWrapper<ProofState> state = new ReadOnlyObjectWrapper<>(new ProofState.NotAsked());
    private @Nullable FutureTask<ProofState> running;

    public ProofViewModel(Prover prover, Executor background, Pump pump) {
        this.prover = prover;
        this.background = background;
        this.drain = pump.drain(this::drain);
    }

    public ReadOnlyObjectProperty<ProofState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public boolean isProbing() {
        return state.get() instanceof ProofState.Probing;
    }

    /** Sends a probe, unless one is under way. */
    public void verify() {
        if (isProbing()) {
            return;
        }
        FutureTask<ProofState> task = new FutureTask<>(() -> alone(prover.prove())) {
            @Override
            protected void done() {
                drain.raise();
            }
        };
        running = task;
        state.set(new ProofState.Probing());
        background.execute(task);
    }

    /** Probes that were not sent from here came to this; the one that is under way from here says more. */
    public void judged(ProofState.Judged verdict) {
        if (!isProbing()) {
            state.set(verdict);
        }
    }

    /** The route is another now: a verdict about the one before must not stand. */
    public void routeChanged() {
        if (state.get() instanceof ProofState.Judged) {
            state.set(new ProofState.Outdated());
        }
    }

    /** Ends the probe that is under way, if there is one. */
    public void cancel() {
        FutureTask<ProofState> task = running;
        if (task != null) {
            task.cancel(true);
        }
    }

    @Override
    public void close() {
        cancel();
        drain.close();
    }

    private static ProofState alone(Proof proof) {
        return new ProofState.Judged(
                new RouteResult(proof.route(), proof.entry(), Tally.EMPTY.with(proof), List.of(proof)),
                proof.started());
    }

    private void drain() {
        FutureTask<ProofState> task = running;
        if (task == null || !task.isDone()) {
            return;
        }
        running = null;
        try {
            state.set(task.get());
        } catch (CancellationException _) {
            state.set(new ProofState.Cancelled());
        } catch (ExecutionException e) {
            // The prover gives a verdict for whatever it meets; anything else is a mistake in the program.
            LOG.log(Level.ERROR, "a probe failed", e);
            state.set(new ProofState.Cancelled());
        } catch (InterruptedException e) {
            throw new IllegalStateException("a task that is done does not wait", e);
        }
    }
}
