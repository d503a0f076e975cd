package dev.twinport.practice.api.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request and the one answer to it: either {@link #respond}, or {@link #openStream}, or
 * {@link #openWebSocket}. Used by one thread, which may block.
 */
public interface Exchange {

    /** {@code GET}, {@code POST} … */
    String method();

    /** The path, percent-escapes decoded, without the query. */
    String path();

    /** The first value of a query parameter, empty when there is none. */
    String query(String name);

    /** The first value of a header, empty when there is none. */
    String header(String name);

    /** All headers in their order, as often as they were sent. */
    List<Map.Entry<String, String>> headers();

    /** The whole body, empty when there is none. */
    byte[] body();

    /** The port the client is connected to. */
    int localPort();

    /** Whether an answer has been begun: then none other can be given. */
    boolean answered();

    /** Whether the client asks to go on as a WebSocket. */
    boolean asksForWebSocket();

    /**
     * Adds a header to the answer; one of the same name that is there already stays. To be called before the answer
     * begins.
     */
    void addHeader(String name, String value);

    /**
     * Tells the client's user something beside the answer, in a {@code Warning: 299 - "…"} header, which kubectl prints
     * as {@code Warning: …}. The same sentence is told once. To be called before the answer begins.
     *
     * @param sentence
     *            any text; line breaks and other control characters become blanks
     */
    default void warn(String sentence) {
        addHeader("Warning", WarningHeader.of(sentence));
    }

    /**
     * Answers with a whole body.
     *
     * @throws IOException
     *             when the client is gone
     */
    void respond(int status, String contentType, byte[] body) throws IOException;

    /**
     * Starts an answer of status 200 whose end is not known yet, sent in chunks. From here on the calling thread is
     * interrupted when the client disconnects.
     *
     * @throws IOException
     *             when the client is gone
     */
    ResponseStream openStream(String contentType) throws IOException;

    /**
     * Accepts the WebSocket the client asks for; what is written goes out as text messages. From here on the calling
     * thread is interrupted when the client disconnects.
     *
     * @throws IOException
     *             when the client is gone or its request is no valid WebSocket handshake
     */
    ResponseStream openWebSocket() throws IOException;
}
