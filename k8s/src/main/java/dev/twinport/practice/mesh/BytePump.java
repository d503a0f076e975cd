package dev.twinport.practice.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Copies one direction of a connection until its end, and passes the end on as a half-close.
 * <p>
 * It holds one buffer: while the receiver does not take it, nothing more is read, and TCP tells the sender to wait.
 */
final class BytePump {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket from;
    private final Socket to;
    private volatile long copied;

    BytePump(Socket from, Socket to) {
        this.from = from;
        this.to = to;
    }

    /** How many bytes have been copied so far. */
    long copied() {
        return copied;
    }

    /**
     * Copies until the sender has sent its last byte.
     *
     * @throws IOException
     *             when either side was reset or closed meanwhile
     */
    void run() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        long total = 0;
        for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
            out.write(buffer, 0, size);
            total += size;
            copied = total;
        }
        to.shutdownOutput();
    }
}
