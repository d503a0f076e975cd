package dev.twinport.cluster;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A followed log. Read by one thread; closed by any, which ends a blocked read. */
public interface LogStream extends AutoCloseable {

    /**
     * Waits for the next line: {@code 2026-11-23T10:00:00.123456789Z text}.
     *
     * @return the line without its line feed; null when the server ended the stream
     *
     * @throws IOException
     *             when the connection broke
     */
    @Nullable
    String nextLine() throws IOException;

    /**
     * Whether the line given last was too long to be given whole: the next one goes on with it, without a timestamp of
     * its own.
     */
    boolean isCut();

    @Override
    void close();
}
