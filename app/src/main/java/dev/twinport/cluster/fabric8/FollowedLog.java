package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.LogStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A log as the API server sends it, cut into lines. */
final class FollowedLog implements LogStream {

    private final ApiServer server;
    private final InputStream body;
    private final Lines lines;
    private final AtomicBoolean closed = new AtomicBoolean();

    FollowedLog(ApiServer server, InputStream body) {
        this.server = server;
        this.body = body;
        this.lines = new Lines(body);
    }

    @Override
    public @Nullable String nextLine() throws IOException {
        try {
            return lines.next();
        } catch (IOException e) {
            if (closed.get()) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public boolean isCut() {
        return lines.isCut();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.release(body);
        }
    }
}
