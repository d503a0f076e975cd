package dev.twinport.wiring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way this program ends early: Ctrl-C and SIGTERM interrupt the thread it runs on, which closes what it has
 * open; then whatever is still open is closed. The process lives until that is done, or took too long.
 */
final class Shutdown implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Thread program;
    private final Runnable closing;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Shutdown(Thread program, Runnable closing) {
        this.program = program;
        this.closing = closing;
    }

    /**
     * Applies to the calling thread from now until it is closed.
     *
     * @param closing
     *            closes what is left when the thread has ended, or has not
     */
    static Shutdown ofThisThread(Runnable closing) {
        Shutdown shutdown = new Shutdown(Thread.currentThread(), closing);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(shutdown::end));
        return shutdown;
    }

    /** The thread has done what it was to do. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void end() {
        if (ended.getCount() > 0) {
            program.interrupt();
        }
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("What was being done did not end within {} s.", PATIENCE_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closing.run();
    }
}
