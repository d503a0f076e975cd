package dev.twinport.session;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A server that answers each line with a line, and nothing to what is not ended by a line feed. */
final class LineServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final UnaryOperator<String> answer;

    /**
     * @param answer
     *            from a line without its line feed to the answer without its line feed; called by each connection's
     *            thread before anything is sent
     */
    LineServer(UnaryOperator<String> answer) throws IOException {
        this.answer = answer;
        Thread.ofVirtual().name("line-server-accept").start(this::accept);
    }

    /**
     * What Istio's samples/tcp-echo/src/main.go does: no greeting, a prefix and a space before each line, two log lines
     * for each; a line that is cut by the end of the stream is neither answered nor logged.
     */
    static LineServer ofIstiosSample(String prefix, Consumer<String> log) throws IOException {
        LineServer server = new LineServer(line -> {
            log.accept("request: " + line);
            log.accept("response: " + prefix + " " + line);
            return prefix + " " + line;
        });
        log.accept("listening on [::]:" + server.port() + ", prefix: " + prefix);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().name("line-server").start(() -> converse(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    String said = answer.apply(line.toString(StandardCharsets.UTF_8)) + "\n";
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        } catch (IOException _) {
            // The client has gone, or the test is over.
        }
    }
}
