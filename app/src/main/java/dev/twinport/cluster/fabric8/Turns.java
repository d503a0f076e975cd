package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * When requests are sent, so that many at once do not each open a connection: a TLS handshake costs a young Java
 * process tens of milliseconds of processor time. Over TLS the first goes alone. If its connection carries many
 * requests, all others go at once on it; if it carries one at a time, a few go at once, one after the other on the same
 * few connections. Safe for use by several threads.
 */
final class Turns {

    /** Requests at once, and so connections, to a server that answers one at a time on each. */
    static final int FEW = 2;

    private final Supplier<ServerTrust.Protocol> protocol;
    private final AtomicBoolean begun;
    private final CountDownLatch first;
    private final Semaphore few = new Semaphore(FEW, true);

    /**
     * @param tls
     *            whether connections begin with a handshake: where there is none, all go at once
     * @param protocol
     *            what the server's connections carry, as far as it is known
     */
    Turns(boolean tls, Supplier<ServerTrust.Protocol> protocol) {
        this.protocol = protocol;
        this.begun = new AtomicBoolean(!tls);
        this.first = new CountDownLatch(tls ? 1 : 0);
    }

    /** What is done in a turn. */
    @FunctionalInterface
    interface Doing<T> {

        T run() throws ClusterException;
    }

    /** Waits for a turn and takes it. However the first one ends, the others are free to go then. */
    <T> T take(Doing<T> doing) throws ClusterException {
        if (begun.compareAndSet(false, true)) {
            try {
                return doing.run();
            } finally {
                first.countDown();
            }
        }
        try {
            first.await();
            if (protocol.get() != ServerTrust.Protocol.HTTP_1) {
                return doing.run();
            }
            few.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled();
        }
        try {
            return doing.run();
        } finally {
            few.release();
        }
    }
}
