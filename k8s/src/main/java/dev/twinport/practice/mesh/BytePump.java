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
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int held;
    private volatile long read;
    private volatile long copied;

    BytePump(Socket from, Socket to) {
        this.from = from;
        this.to = to;
    }

    /** How many bytes have been read so far. */
    long read() {
        return read;
    }

    /** How many bytes have been copied so far. */
    long copied() {
        return copied;
    }

    /**
     * Waits for the first bytes, which {@link #run} then copies first.
     *
     * @return whether there are any; otherwise the sender has ended
     *
     * @throws IOException
     *             when the sender was reset or closed meanwhile
     */
    boolean hold() throws IOException {
        held = from.getInputStream().read(buffer);
        read = Math.max(0, held);
        return held >= 0;
    }

    /**
     * Copies until the sender has sent its last byte.
     *
     * @throws IOException
     *             when either side was reset or closed meanwhile
     */
    void run() throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        long total = copied;
        for (int size = held > 0 ? held : in.read(buffer); size >= 0; size = in.read(buffer)) {
            total += size;
            read = total;
            out.write(buffer, 0, size);
            copied = total;
        }
        to.shutdownOutput();
    }
}
