package dev.twinport.desktop.faults;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFault;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.cluster.PracticeFaults.Active;
import dev.twinport.desktop.fx.Pump;
import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The faults of the cluster that is shown, switched in the background, one at a time. Only for the window's thread.
 */
public final class FaultsViewModel implements AutoCloseable {

    private final Executor background;
    private final Pump.Drain drain;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final ReadOnlyObjectWrapper<FaultsState> state = new ReadOnlyObjectWrapper<>(FaultsState.NONE);
    private @Nullable PracticeFaults faults;
    /** Number of the last work that was begun: what an earlier one finds is out of date. */
    private long last;

    /** What is done in the background; returns what the user should know. */
    @FunctionalInterface
    private interface Work {
        List<Message> on(PracticeFaults faults) throws ClusterException;
    }

    private record Result(long work, List<PracticeFault> all, Optional<Active> active, boolean keepSentences,
            List<Message> sentences) {
    }

    public FaultsViewModel(Executor background, Pump pump) {
        this.background = background;
        this.drain = pump.drain(this::drain);
    }

    public ReadOnlyObjectProperty<FaultsState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Shows these faults, or none; looks again which is on, since it can be switched by annotation too. */
    @SuppressWarnings("ReferenceEquality") // whether it is another cluster's
    public void show(Optional<PracticeFaults> shown) {
        PracticeFaults now = shown.orElse(null);
        if (now != faults) {
            faults = now;
            last++;
            state.set(FaultsState.NONE);
        }
        if (now != null && !state.get().busy()) {
            begin(now, true, _ -> List.of());
        }
    }

    /** Switches a fault on, in place of the one that is on. */
    public void inject(PracticeFault fault) {
        change(on -> {
            on.inject(fault.id());
            return List.of();
        });
    }

    /** Asks for the number of a random fault, or no longer. */
    public void askForSeed(boolean asking) {
        state.set(state.get().asking(asking));
    }

    /** Switches on the fault of that number, which is not told. */
    public void injectRandom(long seed) {
        change(on -> {
            on.injectRandom(seed);
            return List.of();
        });
    }

    /** Switches the fault off. */
    public void restore() {
        change(PracticeFaults::restore);
    }

    /** Tells which fault it is. */
    public void reveal() {
        change(on -> {
            on.reveal();
            return List.of();
        });
    }

    /** Takes away what was said. */
    public void dismiss() {
        state.set(state.get().withoutSentences());
    }

    @Override
    public void close() {
        drain.close();
    }

    private void change(Work work) {
        PracticeFaults on = faults;
        if (on != null && !state.get().busy()) {
            state.set(state.get().asBusy());
            begin(on, false, work);
        }
    }

    private void begin(PracticeFaults on, boolean keepSentences, Work work) {
        long mine = ++last;
        background.execute(() -> {
            List<Message> sentences;
            try {
                sentences = work.on(on);
            } catch (ClusterException refused) {
                sentences = List.of(refused.sentence());
            }
            results.add(new Result(mine, on.all(), on.active(), keepSentences, sentences));
            drain.raise();
        });
    }

    private void drain() {
        for (Result result = results.poll(); result != null; result = results.poll()) {
            if (result.work() == last) {
                FaultsState now = state.get();
                state.set(new FaultsState(result.all(), result.active(), false, now.askingForSeed(),
                        result.keepSentences() ? now.sentences() : result.sentences()));
            }
        }
    }
}
