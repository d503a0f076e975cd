package dev.twinport.practice.api.http;

import java.io.IOException;

/** An answer sent piece by piece. */
public interface ResponseStream extends AutoCloseable {

    /**
     * Sends one piece (one message, on a WebSocket) and returns when the socket has taken it: a client that does not
     * read holds the writer up.
     *
     * @throws IOException
     *             when the client is gone
     */
    void write(byte[] piece) throws IOException;

    /** Ends the answer in an orderly way; does nothing when the client is gone. */
    @Override
    void close();
}
