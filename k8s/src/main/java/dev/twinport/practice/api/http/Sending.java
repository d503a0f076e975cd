package dev.twinport.practice.api.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;

/** Waiting until the socket has taken what was written. */
@SuppressWarnings("FutureReturnValueIgnored") // the close of a connection that is given up needs no confirmation
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

    /**
     * Waits for the end of a write, and closes the connection when the client has not read it by then.
     *
     * @throws IOException
     *             then, and as {@link #finish(Future)} does
     */
    static void finish(Future<?> sent, Channel channel, Duration atMost) throws IOException {
        try {
            if (!sent.await(atMost.toMillis())) {
                channel.close();
            }
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
            throw new IOException("the client disconnected", gone);
        }
        finish(sent);
    }
}
