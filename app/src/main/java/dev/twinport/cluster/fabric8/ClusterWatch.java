package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.Scope;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.route.Inventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches all kinds of a scope and hands on whole inventories, the first at once and then at most five a second. The
 * thread that starts it tells the listener the first, one thread all others.
 */
final class ClusterWatch implements Subscription, KindWatch.Watching {

    private static final Duration BETWEEN_INVENTORIES = Duration.ofMillis(200);

    private final ApiServer server;
    private final KindReader reader;
    private final Scope scope;
    private final Consumer<Inventory> listener;
    private final Consumer<Connection> trouble;
    private final List<Listing> first;
    private final List<KnownObjects> known = new ArrayList<>();
    private final Map<ReadKind, ClusterException> failures = new EnumMap<>(ReadKind.class);
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    ClusterWatch(ApiServer server, KindReader reader, Scope scope, List<Listing> first, Consumer<Inventory> listener,
            Consumer<Connection> trouble) {
        this.server = server;
        this.reader = reader;
        this.scope = scope;
        this.first = first;
        this.listener = listener;
        this.trouble = trouble;
    }

    void start() {
        for (Listing listing : first) {
            KnownObjects objects = new KnownObjects(listing.kind());
            objects.replace(listing);
            known.add(objects);
        }
        tell();
        for (int i = 0; i < known.size(); i++) {
            KindWatch watch = new KindWatch(server, reader, first.get(i), known.get(i), this);
            threads.add(Thread.ofVirtual().name("keep " + first.get(i).kind().kind()).start(watch));
        }
        Thread.ofVirtual().name("cluster inventory").start(this::publish);
    }

    private void publish() {
        try {
            while (pause(BETWEEN_INVENTORIES)) {
                changes.acquire();
                changes.drainPermits();
                if (isClosed()) {
                    return;
                }
                tell();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        listener.accept(Survey.of(known.stream().map(KnownObjects::listing).toList(), scope));
    }

    @Override
    public void changed() {
        changes.release();
    }

    @Override
    public synchronized void connection(ReadKind kind, Optional<ClusterException> failure) {
        boolean wasGood = failures.isEmpty();
        failure.ifPresentOrElse(now -> failures.put(kind, now), () -> failures.remove(kind));
        if (isClosed()) {
            return;
        }
        if (wasGood && failure.isPresent()) {
            trouble.accept(Connection.lost(Message.of("cluster.lost", failure.get().sentence())));
        } else if (!wasGood && failures.isEmpty()) {
            trouble.accept(Connection.GOOD);
        }
    }

    @Override
    public boolean pause(Duration time) {
        try {
            return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isClosed() {
        return closed.getCount() == 0 || server.isClosed();
    }

    @Override
    public void close() {
        closed.countDown();
        changed();
        // Each kind's thread waits for its streams: woken, it stops them.
        threads.forEach(Thread::interrupt);
    }
}
