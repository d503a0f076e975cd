package dev.twinport.cluster;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A pod's log for tests: lines go in at one end, each stream opened on it takes them from the other. */
public final class QueuedLog {

    private static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Adds a line with its timestamp. */
    public void add(String line) {
        lines.add(line);
    }

    /** Opens it; {@code onClose} is called when the stream is closed. */
    public LogStream open(Runnable onClose) {
        return new LogStream() {
            @Override
            public @Nullable String nextLine() throws IOException {
                try {
                    String line = lines.take();
                    return line.equals(END) ? null : line;
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public boolean isCut() {
                return false;
            }

            @Override
            public void close() {
                onClose.run();
                lines.add(END);
            }
        };
    }
}
