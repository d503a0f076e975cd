package dev.twinport.practice.controllers;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the controllers a change concerns, one at a time, on one thread.
 * <p>
 * It remembers which objects are due, not the changes: however fast the store changes, an object waits once per
 * controller. Objects come first, in the order in which they became due; a {@link Controller}, which looks at
 * everything, is called when no object is due, and after {@value #PATIENCE} calls for objects at the latest. There is
 * no polling: a quiet store leaves the thread asleep until the next appointment a controller has made.
 */
public final class ControlLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final int SETTLE_LIMIT = 100_000;
    private static final int PATIENCE = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Clock clock;
    private final List<ObjectController> ofObjects;
    private final List<Controller> ofAll;
    private final WorkQueue queue = new WorkQueue();
    private final LinkedHashSet<Controller> due = new LinkedHashSet<>();
    private final Map<Controller, Instant> appointments = new HashMap<>();
    private int passedOver;
    private final Store.Subscription subscription;
    private @Nullable Thread thread;
    private boolean closed;
    /** Whether the thread has found nothing that is due since the last change. */
    private boolean resting;

    /**
     * Begins to note changes; nothing is called before {@link #settle} or {@link #start}.
     *
     * @param clock
     *            says when an appointment has come
     */
    public ControlLoop(Store store, Clock clock, List<? extends ObjectController> ofObjects,
            List<? extends Controller> ofAll) {
        this.clock = clock;
        this.ofObjects = List.copyOf(ofObjects);
        this.ofAll = List.copyOf(ofAll);
        this.due.addAll(this.ofAll);
        this.subscription = store.watch(this::note);
    }

    /**
     * Calls controllers on the caller's thread until none is due at the time the clock says. For the time before
     * {@link #start}.
     *
     * @throws IllegalStateException
     *             if they keep each other busy
     */
    public void settle() {
        for (int calls = 0; calls < SETTLE_LIMIT; calls++) {
            Optional<Runnable> next = poll();
            if (next.isEmpty()) {
                return;
            }
            next.get().run();
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

    /** Makes an object due for a controller that cannot see from the store why it is. Any thread may call it. */
    public synchronized void look(ObjectController controller, ResourceKey key) {
        resting = false;
        queue.add(new WorkQueue.Work(controller, key));
        notifyAll();
    }

    /**
     * Waits until all that follows from the changes so far is done; appointments for later do not count. Only once it
     * is started, and not by a controller.
     *
     * @return whether it came to that in time
     */
    public synchronized boolean awaitRest(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!resting && !closed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return resting;
    }

    /** When the next call is to be made though nothing changes; empty when there is none, or work is due now. */
    public synchronized Optional<Instant> nextAppointment() {
        return Stream.concat(queue.nextAppointment().stream(), appointments.values().stream())
                .min(Comparator.naturalOrder());
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

    private synchronized void note(WatchEvent event) {
        resting = false;
        for (ObjectController controller : ofObjects) {
            controller.note(event, key -> queue.add(new WorkQueue.Work(controller, key)));
        }
        for (Controller controller : ofAll) {
            if (controller.concerns(event)) {
                due.add(controller);
            }
        }
        notifyAll();
    }

    private synchronized Optional<Runnable> poll() {
        Instant now = clock.instant();
        appointments.entrySet().removeIf(appointment -> {
            boolean isNow = !appointment.getValue().isAfter(now);
            if (isNow) {
                due.add(appointment.getKey());
            }
            return isNow;
        });
        if (!due.isEmpty() && passedOver >= PATIENCE) {
            return Optional.of(nextOfAll());
        }
        Optional<WorkQueue.Work> work = queue.poll(now);
        if (work.isPresent()) {
            passedOver++;
            return Optional.of(() -> call(work.get()));
        }
        return due.isEmpty() ? Optional.empty() : Optional.of(nextOfAll());
    }

    private Runnable nextOfAll() {
        Controller next = due.removeFirst();
        if (due.isEmpty()) {
            passedOver = 0;
        }
        return () -> call(next);
    }

    private synchronized @Nullable Runnable take() throws InterruptedException {
        while (!closed) {
            Optional<Runnable> next = poll();
            if (next.isPresent()) {
                return next.get();
            }
            resting = true;
            notifyAll();
            Optional<Instant> appointment = nextAppointment();
            if (appointment.isPresent()) {
                // One millisecond at least: 0 would wait for ever.
                wait(Math.max(1, Duration.between(clock.instant(), appointment.get()).toMillis()));
            } else {
                wait();
            }
        }
        return null;
    }

    private void run() {
        try {
            for (Runnable next = take(); next != null; next = take()) {
                next.run();
            }
        } catch (InterruptedException interrupted) {
            // Nothing interrupts this thread but a program that ends.
            Thread.currentThread().interrupt();
        }
    }

    private void call(WorkQueue.Work work) {
        ObjectController controller = work.controller();
        ResourceKey key = work.key();
        Optional<Instant> again;
        try {
            again = controller.reconcile(key);
        } catch (StoreException overtaken) {
            // Somebody changed an object in between.
            LOG.debug("{} will look again: {}", controller.getClass().getSimpleName(), overtaken.getMessage());
            again = Optional.of(clock.instant().plus(RETRY));
        } catch (RuntimeException | Error failure) {
            // Errors too: without this thread the cluster would stand still and look well.
            LOG.warn("{} failed for {} {}; it runs again with the next change.", controller.getClass().getSimpleName(),
                    key.kind().kind(), key.name(), failure);
            again = Optional.empty();
        }
        synchronized (this) {
            queue.appoint(work, again);
        }
    }

    private void call(Controller controller) {
        Optional<Instant> again = Optional.empty();
        try {
            again = controller.reconcile();
        } catch (StoreException overtaken) {
            // Somebody changed the object in between; that change has made the controller due again.
            LOG.debug("{} will look again: {}", controller.getClass().getSimpleName(), overtaken.getMessage());
        } catch (RuntimeException | Error failure) {
            LOG.warn("{} failed; it runs again with the next change.", controller.getClass().getSimpleName(), failure);
        }
        synchronized (this) {
            again.ifPresentOrElse(when -> appointments.put(controller, when), () -> appointments.remove(controller));
        }
    }
}
