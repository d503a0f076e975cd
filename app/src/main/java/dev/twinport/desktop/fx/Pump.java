package dev.twinport.desktop.fx;

import dev.twinport.flow.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way from any thread to the window's: whoever has news raises a flag, and at the next pulse the drain behind each
 * raised flag runs once, however often it was raised. It sleeps when nothing is raised.
 * <p>
 * Knows no toolkit: the window calls {@link #pulse} once per frame, a test by hand.
 */
public final class Pump {

    private final Runnable wake;
    private final List<Drain> drains = new CopyOnWriteArrayList<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    /**
     * A sleeping pump.
     *
     * @param wake
     *            called on any thread when {@link #pulse} is wanted again after it returned false
     */
    public Pump(Runnable wake) {
        this.wake = wake;
    }

    /** A drain and its flag. Closing it means that it runs no more. */
    public final class Drain implements Subscription {

        private final Runnable work;
        private final AtomicBoolean raised = new AtomicBoolean();

        private Drain(Runnable work) {
            this.work = work;
        }

        /** Has the drain run at the next pulse. Any thread; cheap. */
        public void raise() {
            if (raised.compareAndSet(false, true) && awake.compareAndSet(false, true)) {
                wake.run();
            }
        }

        @Override
        public void close() {
            drains.remove(this);
        }

        private boolean run() {
            // The flag first: what comes while the drain runs is the next pulse's.
            if (!raised.compareAndSet(true, false)) {
                return false;
            }
            work.run();
            return true;
        }
    }

    /** A drain that runs on the pulse's thread after its flag was raised. */
    public Drain drain(Runnable work) {
        Drain drain = new Drain(work);
        drains.add(drain);
        return drain;
    }

    /**
     * Runs what was raised.
     *
     * @return whether to pulse again; when false, {@code wake} will be called in time
     */
    public boolean pulse() {
        boolean worked = false;
        for (Drain drain : drains) {
            worked |= drain.run();
        }
        if (worked) {
            return true;
        }
        awake.set(false);
        boolean raisedMeanwhile = drains.stream().anyMatch(drain -> drain.raised.get());
        return raisedMeanwhile && awake.compareAndSet(false, true);
    }
}
