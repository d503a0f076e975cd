import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one TCP client sees of one port, in the words of a table's row: {@code connect | before | after | end | pod}.
 * <p>
 * It connects, listens for a while without a word, types a line, and listens for a while again.
 * <ul>
 * <li>connect: ok, refused, timeout or unreachable
 * <li>before and after the line was typed: what came, of banner, echo, HTTP 400, N bytes; or nothing
 * <li>end: open, or FIN or RST and when: at once, unasked, on typing (within 300 ms), later
 * <li>pod: the Deployment of the pod that greeted
 * </ul>
 *
 * <pre>java TcpSymptom.java HOST PORT [SECONDS]</pre>
 */
public final class TcpSymptom {

    private static final int CONNECT_MILLIS = 4_000;
    private static final long SOON = 300_000_000;
    private static final String LINE = "hello, probe";
    private static final Pattern POD = Pattern.compile("Running on Pod ([a-z0-9-]+)-[a-z0-9]+-[a-z0-9]+\\.");

    private final StringBuilder all = new StringBuilder();
    private String end = "open";

    public static void main(String[] arguments) throws IOException {
        double seconds = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1.5;
        System.out.println(measure(arguments[0], Integer.parseInt(arguments[1]), seconds));
    }

    /**
     * Measures.
     *
     * @param seconds
     *            how long it listens, before and after
     */
    public static String measure(String host, int port, double seconds) throws IOException {
        return new TcpSymptom().talk(new InetSocketAddress(host, port), seconds);
    }

    private String talk(InetSocketAddress server, double seconds) throws IOException {
        try (Socket socket = new Socket()) {
            String connect = connect(socket, server);
            if (!connect.equals("ok")) {
                return connect + " | - | - | - | -";
            }
            String before = listen(socket, seconds, "at once", "unasked");
            String after = "-";
            if (end.equals("open")) {
                try {
                    socket.getOutputStream().write((LINE + "\n").getBytes(StandardCharsets.UTF_8));
                    after = listen(socket, seconds, "on typing", "later");
                } catch (SocketException gone) {
                    end = "RST on typing";
                }
            }
            Matcher pod = POD.matcher(all);
            return "ok | %s | %s | %s | %s".formatted(before, after, end, pod.find() ? pod.group(1) : "-");
        }
    }

    private static String connect(Socket socket, InetSocketAddress server) throws IOException {
        try {
            socket.connect(server, CONNECT_MILLIS);
            return "ok";
        } catch (SocketTimeoutException silent) {
            return "timeout";
        } catch (NoRouteToHostException none) {
            return "unreachable";
        } catch (ConnectException refused) {
            return String.valueOf(refused.getMessage()).contains("timed out") ? "timeout" : "refused";
        }
    }

    private String listen(Socket socket, double seconds, String soon, String late) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        StringBuilder came = new StringBuilder();
        long began = System.nanoTime();
        long left = (long) (seconds * 1e9);
        while (left > 0) {
            socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
            String how = "";
            try {
                int size = in.read(buffer);
                if (size < 0) {
                    how = "FIN ";
                } else {
                    came.append(new String(buffer, 0, size, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketTimeoutException silent) {
                break;
            } catch (SocketException reset) {
                how = "RST ";
            }
            if (!how.isEmpty()) {
                end = how + (System.nanoTime() - began < SOON ? soon : late);
                break;
            }
            left = (long) (seconds * 1e9) - (System.nanoTime() - began);
        }
        all.append(came);
        return words(came.toString());
    }

    private static String words(String text) {
        List<String> words = new ArrayList<>();
        if (text.startsWith("HTTP/1.1 ")) {
            words.add(text.substring(0, 12).replace("/1.1", ""));
        } else {
            if (text.contains("Running on Pod ")) {
                words.add("banner");
            }
            if (text.contains(LINE)) {
                words.add("echo");
            }
            if (words.isEmpty()) {
                words.add(text.isEmpty() ? "nothing" : text.length() + " bytes");
            }
        }
        return String.join(" + ", words);
    }
}
