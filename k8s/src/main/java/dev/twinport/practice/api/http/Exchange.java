package dev.twinport.practice.api.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request and the one answer to it: {@link #respond}, or one of the {@code open} methods. Used by one thread,
 * which may block.
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

    /** All values of a query parameter, in their order. */
    List<String> queries(String name);

    /** The values of a header that is a list, separated by commas, in one header or several; blanks taken off. */
    List<String> listHeader(String name);

    /**
     * The whole body, empty when there is none; waits for what has not come yet. Of a body that nobody asks for, hardly
     * anything is read.
     *
     * @throws HttpRefusal
     *             when it is too large or does not come in time
     */
    byte[] body();

    /** Says that the client has shown who it is: its connection may then stay as long as it likes. */
    void callerIsKnown();

    /** The port the client is connected to. */
    int localPort();

    /** Whether an answer has been begun: then none other can be given. */
    boolean answered();

    /** Whether the client asks to go on as a WebSocket. */
    boolean asksForWebSocket();

    /** Whether the client asks to go on in SPDY/3.1, without a WebSocket around it. */
    boolean asksForSpdy();

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

    /**
     * Like {@link #openWebSocket}, with what is written as binary messages.
     *
     * @param subprotocol
     *            the one chosen among those the client offers; empty for none. With {@code base64} in its name, the
     *            messages are text in Base64
     *
     * @throws IOException
     *             when the client is gone
     */
    ResponseStream openBinaryWebSocket(String subprotocol) throws IOException;

    /**
     * Goes on in SPDY/3.1, as the client asks: on the connection itself, or inside binary messages of the WebSocket.
     *
     * @param subprotocol
     *            the one chosen among those the WebSocket client offers; empty without a WebSocket
     *
     * @throws IOException
     *             when the client is gone or its request is no valid handshake
     */
    StreamConnection openSpdy(String subprotocol) throws IOException;

    /**
     * Goes on with numbered streams in the messages of a WebSocket ({@code channel.k8s.io}).
     *
     * @param subprotocol
     *            the one chosen among those the client offers; empty for none. The Base64 variant has it in its name
     * @param count
     *            how many streams; 1 to 255
     *
     * @throws IOException
     *             when the client is gone or its request is no valid handshake
     */
    StreamConnection openChannels(String subprotocol, int count) throws IOException;
}
