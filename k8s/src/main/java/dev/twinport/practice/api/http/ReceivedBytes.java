package dev.twinport.practice.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a client has sent on one stream and nobody has read yet. Filled by the I/O thread, which never waits. */
final class ReceivedBytes extends InputStream {

    private final ReadGate gate;
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private int position;
    private boolean ended;
    private @Nullable String failure;

    ReceivedBytes(ReadGate gate) {
        this.gate = gate;
    }

    /** Adds a piece; it is thrown away when the stream has ended. */
    synchronized void add(byte[] piece) {
        if (!ended && piece.length > 0) {
            pieces.add(piece);
            gate.hold(piece.length);
            notifyAll();
        }
    }

    /** Nothing more will come: the reader gets what is there, and then the end. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The stream is broken: the reader gets an error, at once. */
    synchronized void fail(String reason) {
        if (failure == null) {
            failure = reason;
            ended = true;
            discard();
            notifyAll();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        while (pieces.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the client");
            }
        }
        if (failure != null) {
            throw new IOException(failure);
        }
        byte[] piece = pieces.peek();
        if (piece == null) {
            return -1;
        }
        int size = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, offset, size);
        position += size;
        if (position == piece.length) {
            pieces.remove();
            position = 0;
        }
        gate.release(size);
        return size;
    }

    /** Reads no more. */
    @Override
    public void close() {
        fail("closed");
    }

    private void discard() {
        int left = -position;
        for (byte[] piece : pieces) {
            left += piece.length;
        }
        pieces.clear();
        position = 0;
        gate.release(left);
    }
}
