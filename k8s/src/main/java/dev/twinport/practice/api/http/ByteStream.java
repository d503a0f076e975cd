package dev.twinport.practice.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One of the two-way byte streams inside an upgraded connection. Each direction is used by one thread, which may block.
 */
public interface ByteStream {

    /** Its number in the connection. */
    int id();

    /** The first value of a header the client opened it with, the name in small letters; empty when there is none. */
    String header(String name);

    /** Tells the client that the stream is taken, where its protocol has it wait for that. */
    void accept() throws IOException;

    /**
     * What the client sends. Ends when the client ends its direction; a read fails with an {@link IOException} when the
     * client resets the stream or is gone.
     */
    InputStream input();

    /**
     * Sends to the client; a write returns when the socket has taken it, so that a client that does not read holds the
     * writer up. Closing it ends this direction only.
     */
    OutputStream output();

    /** Ends both directions at once. Does nothing when the stream has ended or the client is gone. */
    void reset();
}
