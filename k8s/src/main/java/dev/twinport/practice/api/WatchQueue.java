package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Changes on their way from the store to one watching client. Bounded: when the client reads so slowly that it fills,
 * the queue is over, and the watch ends after what it holds; the client then lists anew. So it is when the definition
 * of the kind is gone.
 */
final class WatchQueue implements AutoCloseable {

    /** Twice the history a watch may begin with. */
    private static final int CAPACITY = 20_000;
    /** How long nothing happens before the client is told how far it is, if it wants to know. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>(CAPACITY);
    private final Store.Subscription changes;
    private final Store.Subscription definitions;
    private final ResourceKind kind;
    private volatile boolean ended;

    /** Changes taken together; {@code isQuiet} when there were none for a while. */
    record Batch(List<WatchEvent> events, boolean isQuiet) {
        Batch {
            events = List.copyOf(events);
        }
    }

    /**
     * Begins after a version.
     *
     * @throws dev.twinport.practice.store.StoreException
     *             Expired when the store no longer knows what happened since
     */
    WatchQueue(Store store, Selection selection, long since) {
        kind = selection.kind();
        changes = store.watchSince(kind, since, event -> {
            if (selection.covers(event.key()) && !ended) {
                ended = !events.offer(event);
            }
        });
        ResourceKey definition = new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", kind.qualifiedPlural());
        definitions = store.watch(event -> {
            if (event.type() == WatchEvent.Type.DELETED && event.key().equals(definition) && !ended) {
                // Offered to wake whoever waits; nothing else comes after it.
                events.offer(event);
                ended = true;
            }
        });
        if (kind.custom() && store.find(definition).isEmpty()) {
            ended = true; // gone before anybody listened
        }
    }

    /**
     * Whether nothing more will come, and all that came has been taken: changes were lost because the client was too
     * slow, or the kind is no more.
     */
    boolean isOver() {
        return ended && events.isEmpty();
    }

    /** The next changes, all that are there; waits for the first no longer than given. */
    Batch next(Duration atMost) throws InterruptedException {
        boolean untilQuiet = atMost.compareTo(QUIET) >= 0;
        WatchEvent first = events.poll((untilQuiet ? QUIET : atMost).toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return new Batch(List.of(), true);
        }
        List<WatchEvent> taken = new ArrayList<>(List.of(first));
        events.drainTo(taken);
        taken.removeIf(event -> !event.key().kind().equals(kind));
        return new Batch(taken, false);
    }

    @Override
    public void close() {
        changes.close();
        definitions.close();
    }
}
