package dev.twinport.practice.api.http;

import io.netty.util.concurrent.Future;
import java.io.IOException;

/** Waiting until the socket has taken what was written. */
final class Sending {

    private Sending() {
    }

    /**
     * Waits for the end of a write. Not to be called on the I/O thread.
     *
     * @throws IOException
     *             when the client is gone, or the waiting thread was interrupted, which then stays interrupted
     */
    static void finish(Future<?> sent) throws IOException {
        try {
            sent.await();
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
            throw new IOException("the client disconnected", gone);
        }
        if (!sent.isSuccess()) {
            throw new IOException("the client is gone", sent.cause());
        }
    }
}
