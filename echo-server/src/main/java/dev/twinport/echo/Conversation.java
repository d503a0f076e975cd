package dev.twinport.echo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One connection, from its banner to its end, on a virtual thread of its own.
 * <p>
 * It holds one read's bytes and no more: while a client does not read, the write of its echo blocks, nothing further is
 * read from it, and TCP tells the client to wait.
 */
final class Conversation {

    /** How much one read takes at most, which is what one pair of log entries tells of. */
    private static final int READ_BYTES = 1024;

    private final UUID id = UUID.randomUUID();
    private final Socket socket;
    private final String banner;
    private final StampedLog log;
    private final Thread thread;

    /**
     * @param ended
     *            told, on the conversation's thread, when its socket is closed
     */
    Conversation(Socket socket, String banner, StampedLog log, Consumer<Conversation> ended) {
        this.socket = socket;
        this.banner = banner;
        this.log = log;
        this.thread = Thread.ofVirtual().name("echo-" + socket.getLocalPort() + "-" + id).unstarted(() -> {
            try {
                run();
            } finally {
                ended.accept(this);
            }
        });
    }

    void start() {
        thread.start();
    }

    /** Closes the socket, which ends the conversation wherever it is blocked. */
    void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // The file descriptor is gone in any case, and that is what was asked for.
        }
    }

    /** Returns whether the conversation's thread has ended by then. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return thread.join(atMost);
    }

    private void run() {
        log.line(id + " - TCP connection open.");
        try {
            echo();
        } catch (IOException ended) {
            // A reset, or closed by us: the tutorial's server takes any error as the end, and says no more of it.
        } finally {
            try {
                log.line(id + " - TCP connection closed.");
            } finally {
                close();
            }
        }
    }

    private void echo() throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        if (!banner.isEmpty()) {
            out.write(banner.getBytes(StandardCharsets.UTF_8));
        }
        byte[] buffer = new byte[READ_BYTES];
        for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
            log.line(id + " - Received Raw Data: " + RawData.text(buffer, size));
            log.line(id + " - Received Data (converted to string): " + withoutLastNewline(LogText.of(buffer, size)));
            out.write(buffer, 0, size);
        }
    }

    // A log entry ends with one newline: the client's own, or else the log's.
    private static String withoutLastNewline(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
