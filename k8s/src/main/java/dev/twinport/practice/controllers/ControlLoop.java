package dev.twinport.practice.controllers;

import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import dev.twinport.practice.store.WatchEvent;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the controllers a change concerns, one at a time, on one thread.
 * <p>
 * It remembers which controllers are due, not the changes: however fast the store changes, at most one call per
 * controller waits. There is no polling; a quiet store leaves the thread asleep.
 */
public final class ControlLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final int SETTLE_LIMIT = 1_000;

    private final List<Controller> controllers;
    private final LinkedHashSet<Controller> due = new LinkedHashSet<>();
    private final Store.Subscription subscription;
    private @Nullable Thread thread;
    private boolean closed;

    /** Begins to note changes; nothing is called before {@link #settle} or {@link #start}. */
    public ControlLoop(Store store, List<? extends Controller> controllers) {
        this.controllers = List.copyOf(controllers);
        this.due.addAll(this.controllers);
        this.subscription = store.watch(this::note);
    }

    /**
     * Calls controllers on the caller's thread until none is due. For the time before {@link #start}.
     *
     * @throws IllegalStateException
     *             if they keep each other busy
     */
    public void settle() {
        for (int calls = 0; calls < SETTLE_LIMIT; calls++) {
            Controller next = poll();
            if (next == null) {
                return;
            }
            call(next);
        }
        throw new IllegalStateException("The controllers do not come to rest.");
    }

    /** Starts the thread. */
    public synchronized void start() {
        if (closed || thread != null) {
            throw new IllegalStateException("This control loop was started or closed before.");
        }
        thread = Thread.ofPlatform().daemon().name("practice-controllers").start(this::run);
    }

    /** Ends the thread, after the call it is in. */
    @Override
    public void close() {
        subscription.close();
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
            notifyAll();
        }
        if (running != null && running != Thread.currentThread()) {
            try {
                running.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void note(WatchEvent event) {
        for (Controller controller : controllers) {
            if (controller.concerns(event)) {
                add(controller);
            }
        }
    }

    private synchronized void add(Controller controller) {
        due.add(controller);
        notifyAll();
    }

    private synchronized @Nullable Controller poll() {
        return due.isEmpty() ? null : due.removeFirst();
    }

    private synchronized @Nullable Controller take() throws InterruptedException {
        while (due.isEmpty() && !closed) {
            wait();
        }
        return closed ? null : poll();
    }

    private void run() {
        try {
            for (Controller next = take(); next != null; next = take()) {
                call(next);
            }
        } catch (InterruptedException interrupted) {
            // Nothing interrupts this thread but a program that ends.
            Thread.currentThread().interrupt();
        }
    }

    private void call(Controller controller) {
        try {
            controller.reconcile();
        } catch (StoreException overtaken) {
            // Somebody changed the object in between; that change has made the controller due again.
            LOG.debug("{} will look again: {}", controller.getClass().getSimpleName(), overtaken.getMessage());
        } catch (RuntimeException | OutOfMemoryError | LinkageError failure) {
            // Errors too: without this thread the cluster would stand still and look well.
            LOG.warn("{} failed; it runs again with the next change.", controller.getClass().getSimpleName(), failure);
        }
    }
}
