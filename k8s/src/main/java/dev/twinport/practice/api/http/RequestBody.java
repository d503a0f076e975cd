package dev.twinport.practice.api.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request on its way in. Until somebody asks for it, hardly anything of it is read: whoever may not
 * send one cannot make the server hold it. Filled by the I/O thread, which never waits.
 */
final class RequestBody {

    /** What is kept of a body that nobody has asked for yet. */
    private static final int EARLY_BYTES = 64 * 1024;

    private final HttpLimits limits;
    private final long announced;
    private final Runnable pause;
    private final Runnable request;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean wanted;
    private boolean complete;
    private boolean discarded;
    private @Nullable HttpRefusal refusal;

    /**
     * @param announced
     *            the length the client gave; -1 when it gave none; 0 when there is no body
     * @param pause
     *            stops reading from the client
     * @param request
     *            reads on; called when the body is asked for or thrown away
     */
    RequestBody(HttpLimits limits, long announced, Runnable pause, Runnable request) {
        this.limits = limits;
        this.announced = announced;
        this.pause = pause;
        this.request = request;
        this.complete = announced == 0;
    }

    /** A piece has come. */
    synchronized void add(ByteBuf piece) {
        if (discarded || refusal != null) {
            return;
        }
        if (bytes.size() + piece.readableBytes() > limits.bodyBytes()) {
            fail(tooLarge());
            return;
        }
        byte[] copy = new byte[piece.readableBytes()];
        piece.readBytes(copy);
        bytes.writeBytes(copy);
        if (!wanted && bytes.size() > EARLY_BYTES) {
            pause.run();
        }
    }

    /** It has come to its end. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /** It will not come to its end. */
    synchronized void fail(HttpRefusal why) {
        if (refusal == null && !complete) {
            refusal = why;
            bytes.reset();
            notifyAll();
        }
    }

    /** Nobody will ask for it any more. */
    synchronized void discard() {
        discarded = true;
        bytes.reset();
        if (!complete) {
            request.run();
        }
    }

    /** Whether the client has sent all of it, so that another request can follow. */
    synchronized boolean isComplete() {
        return complete;
    }

    /**
     * Waits for all of it.
     *
     * @throws HttpRefusal
     *             when it is too large, does not come in time, or the client is gone
     */
    synchronized byte[] await() {
        if (announced > limits.bodyBytes()) {
            throw tooLarge();
        }
        if (!wanted && !complete) {
            request.run();
        }
        wanted = true;
        long deadline = System.nanoTime() + limits.body().toNanos();
        while (!complete && refusal == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new HttpRefusal(408,
                        "the body of the request did not come in " + limits.body().toSeconds() + " seconds");
            }
            waitFor(Duration.ofNanos(left));
        }
        if (refusal != null) {
            throw refusal;
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("WaitNotInLoop") // its callers ask again whether there is more
    private void waitFor(Duration atMost) {
        try {
            // At least one millisecond: 0 would wait for ever.
            wait(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new HttpRefusal(503, "the server is closing");
        }
    }

    private HttpRefusal tooLarge() {
        return new HttpRefusal(413, "limit is " + limits.bodyBytes());
    }
}
