package dev.twinport.practice.api;

import dev.twinport.practice.api.http.ByteStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;

/** The connections of one port-forward. Closing it ends them all and waits until they have ended. */
final class ForwardedConnections implements AutoCloseable {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final ForwardedPod pod;
    private final Set<ForwardedConnection> open = ConcurrentHashMap.newKeySet();
    // One party for whoever waits, one for each connection.
    private final Phaser ended = new Phaser(1);

    ForwardedConnections(ForwardedPod pod) {
        this.pod = pod;
    }

    /** Begins one, on a thread of its own. */
    void begin(int port, ByteStream data, ByteStream errors) {
        ForwardedConnection connection = new ForwardedConnection(pod, port, data, errors);
        open.add(connection);
        ended.register();
        Thread.ofVirtual().name("practice-forward-" + port + "-" + SEQUENCE.incrementAndGet()).start(() -> {
            try {
                connection.run();
            } finally {
                open.remove(connection);
                ended.arriveAndDeregister();
            }
        });
    }

    /** Waits until all that were begun have ended by themselves. */
    void awaitEnd() throws InterruptedException {
        ended.awaitAdvanceInterruptibly(ended.arrive());
    }

    @Override
    public void close() {
        open.forEach(ForwardedConnection::close);
        ended.arriveAndAwaitAdvance();
    }
}
