package dev.twinport.practice.api.http;

import java.time.Duration;
import java.util.Optional;

/** A connection that was upgraded from HTTP to carry several {@link ByteStream}s. */
public interface StreamConnection extends AutoCloseable {

    /**
     * Waits for the next stream the client opens.
     *
     * @return empty when none came in that time, or the client is gone ({@link #isOpen} tells)
     */
    Optional<ByteStream> next(Duration atMost) throws InterruptedException;

    /** Whether the client is still there. */
    boolean isOpen();

    /** Ends all streams and the connection. */
    @Override
    void close();
}
