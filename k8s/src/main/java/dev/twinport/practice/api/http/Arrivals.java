package dev.twinport.practice.api.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** Streams a client has opened and nobody has taken yet. Filled by the I/O thread, which never waits. */
final class Arrivals {

    private final ArrayDeque<ByteStream> waiting = new ArrayDeque<>();
    private boolean ended;

    synchronized void add(ByteStream stream) {
        waiting.add(stream);
        notifyAll();
    }

    /** The client is gone. */
    synchronized void end() {
        ended = true;
        waiting.clear();
        notifyAll();
    }

    synchronized boolean isOpen() {
        return !ended;
    }

    /** The next one; empty when none came in that time or the client is gone. */
    synchronized Optional<ByteStream> next(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (waiting.isEmpty() && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            // At least one millisecond: 0 would wait for ever.
            wait(Math.max(1, left / 1_000_000));
        }
        return Optional.ofNullable(waiting.poll());
    }
}
