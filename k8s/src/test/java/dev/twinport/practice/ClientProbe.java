package dev.twinport.practice;

import dev.twinport.practice.faults.Symptom;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a port as somebody with Netcat does: connects, waits for a greeting, types a line, and says what comes of it
 * in the words of {@link Symptom}.
 */
final class ClientProbe {

    private static final int CONNECT_MILLIS = 1_500;
    /** How long a greeting may take before a line is typed without it; only as long as a late one is expected. */
    private static final int GREETING_MILLIS = 400;
    private static final int ANSWER_MILLIS = 3_000;
    private static final int CONNECTIONS_FOR_BOTH = 60;

    private final boolean hasAddress;
    private final int port;

    ClientProbe(boolean hasAddress, int port) {
        this.hasAddress = hasAddress;
        this.port = port;
    }

    /** {@code connect, answer, end}; looks often enough to see {@code both} if that is expected. */
    String look(Symptom expected) {
        if (!expected.answer().equals("both")) {
            return look();
        }
        String first = look();
        for (int i = 1; i < CONNECTIONS_FOR_BOTH; i++) {
            if (!look().equals(first)) {
                return "accepted, both, open";
            }
        }
        return first;
    }

    private String look() {
        if (!hasAddress) {
            return "no-address, nothing, open";
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return "accepted, " + talk(socket);
        } catch (SocketTimeoutException noAnswer) {
            return "timeout, nothing, open";
        } catch (ConnectException refused) {
            return "refused, nothing, open";
        } catch (IOException other) {
            return other.toString();
        }
    }

    private static String talk(Socket socket) throws IOException {
        socket.setSoTimeout(GREETING_MILLIS);
        @Nullable
        String greeting;
        try {
            greeting = read(socket);
        } catch (SocketTimeoutException silent) {
            greeting = "";
        }
        if (greeting == null) {
            return "nothing, closed";
        }
        try {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("hello, probe\n".getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().contains("hello, probe")) {
                @Nullable
                String more = read(socket);
                if (more == null) {
                    return (answer.toString().startsWith("HTTP/1.1 400") ? "http-400" : "nothing") + ", closed";
                }
                answer.append(more);
            }
            return (greeting.isEmpty() ? "late " : "") + version(greeting + answer) + ", open";
        } catch (SocketTimeoutException silent) {
            return "silence, open";
        }
    }

    private static String version(String text) {
        return text.contains("Running on Pod tcp-echo-v1-") ? "v1"
                : text.contains("Running on Pod tcp-echo-v2-") ? "v2" : text;
    }

    /** What comes next; null at the end, also when it is a reset. */
    private static @Nullable String read(Socket socket) throws IOException {
        byte[] buffer = new byte[4_096];
        InputStream in = socket.getInputStream();
        try {
            int size = in.read(buffer);
            return size < 0 ? null : new String(buffer, 0, size, StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return null;
        }
    }
}
