package dev.twinport.practice.mesh;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What Envoy says to a client of a port it takes for HTTP/1.1, where no route leads on: nothing until a line has come;
 * then status 400 to what is no request, and 404 to what is one. Byte for byte as measured, header order included.
 * <p>
 * After an error Envoy waits a second for the client to go before it closes. HTTP/2 is not spoken.
 */
final class HttpConversation {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS",
            "TRACE", "PATCH");
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int LONGEST_HEAD = 60 * 1024;
    private static final String NO_REQUEST = "- - HTTP/1.1";
    private static final String NO_REQUESTER = "\"-\" \"-\" \"-\" \"-\"";

    private final Socket client;
    private final Clock clock;
    private final String local;
    private final String remote;
    private final String forwardedFor;
    private final String serverName;
    private final BiConsumer<AccessLogLine, Instant> log;
    private final InputStream in;
    private Instant began;
    private long read;
    private long sent;

    /**
     * @param local
     *            the proxy's own address, for its log
     * @param remote
     *            the client's
     * @param serverName
     *            what TLS asked for, {@code -} without
     * @param log
     *            takes a line for each request, and when it began
     */
    HttpConversation(Socket client, Clock clock, String local, String remote, String serverName,
            BiConsumer<AccessLogLine, Instant> log) throws IOException {
        this.client = client;
        this.clock = clock;
        this.local = local;
        this.remote = remote;
        this.forwardedFor = remote.substring(0, Math.max(0, remote.lastIndexOf(':')));
        this.serverName = serverName;
        this.log = log;
        this.in = new BufferedInputStream(client.getInputStream());
        this.began = clock.instant();
    }

    /** Bytes from the client so far. */
    long read() {
        return read;
    }

    /** Bytes to the client so far. */
    long sent() {
        return sent;
    }

    /** Leads it to its end; the socket is left to the caller to close. */
    void run() {
        try {
            boolean more = true;
            while (more) {
                more = answered();
            }
        } catch (IOException gone) {
            // A client that goes in the middle of a request is logged; the rest was logged when it was answered.
            if (read > 0 && sent == 0) {
                log(NO_REQUEST, 0, "DC", "downstream_remote_disconnect", 0, NO_REQUESTER);
            }
        }
    }

    /** Answers one request; says whether another may follow. */
    private boolean answered() throws IOException {
        String line = line(true);
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !METHODS.contains(words[0]) || !words[2].matches("HTTP/1\\.[01]")) {
            return refused("400 Bad Request", "Bad Request", 400, "http1.codec_error");
        }
        Optional<Map<String, String>> all = headers();
        if (all.isEmpty()) {
            return refused("431 Request Header Fields Too Large", "Request Header Fields Too Large", 431,
                    "http1.headers_too_large");
        }
        Map<String, String> headers = all.get();
        if (words[2].equals("HTTP/1.0")) {
            return refused("426 Upgrade Required", "Upgrade Required", 426, "low_version");
        }
        String target = words[1];
        if (!words[0].equals("CONNECT") && !target.startsWith("/") && !target.matches("(?i)https?://.*|\\*")) {
            return refused("400 Bad Request", "Bad Request", 400, "http1.codec_error");
        }
        String request = "%s %s HTTP/1.1".formatted(words[0], words[0].equals("CONNECT") ? "-" : target);
        String host = words[0].equals("CONNECT") ? target : headers.getOrDefault("host", "");
        if (host.isEmpty()) {
            write("""
                    HTTP/1.1 400 Bad Request\r
                    date: %s\r
                    server: istio-envoy\r
                    connection: close\r
                    content-length: 0\r
                    \r
                    """);
            log(request, 400, "-", "missing_host_header", 0, NO_REQUESTER);
            return lingered();
        }
        boolean ends = headers.getOrDefault("connection", "").equalsIgnoreCase("close") || words[0].equals("CONNECT")
                || headers.containsKey("transfer-encoding") || !headers.getOrDefault("content-length", "0").equals("0");
        String length = words[0].equals("HEAD") ? "transfer-encoding: chunked\r\n" : "content-length: 0\r\n";
        write("HTTP/1.1 404 Not Found\r\ndate: %s\r\nserver: istio-envoy\r\n" + (ends ? "connection: close\r\n" : "")
                + length + "\r\n");
        log(request, 404, "NR", "route_not_found", 0,
                "\"%s\" \"%s\" \"%s\" \"%s\"".formatted(forwardedFor, headers.getOrDefault("user-agent", "-"),
                        headers.getOrDefault("x-request-id", UUID.randomUUID().toString()), host));
        return ends ? lingered() : true;
    }

    private boolean refused(String status, String body, int code, String details) throws IOException {
        write("HTTP/1.1 " + status + "\r\ncontent-length: " + body.length()
                + "\r\ncontent-type: text/plain\r\ndate: %s\r\nserver: istio-envoy\r\nconnection: close\r\n\r\n"
                + body);
        log(NO_REQUEST, code, "DPE", details, body.length(), NO_REQUESTER);
        return lingered();
    }

    /** Waits until the client goes, a second at most. */
    private boolean lingered() throws IOException {
        client.setSoTimeout((int) LINGER.toMillis());
        long until = System.nanoTime() + LINGER.toNanos();
        try {
            while (System.nanoTime() < until && in.read() >= 0) {
                // What still comes is not looked at.
            }
        } catch (SocketTimeoutException late) {
            // Then it is closed.
        }
        return false;
    }

    /** The headers; empty when they are longer than Envoy takes, which is 60 KiB. */
    private Optional<Map<String, String>> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        long start = read;
        for (String line = line(false); !line.isEmpty(); line = line(false)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            if (read - start > LONGEST_HEAD) {
                return Optional.empty();
            }
        }
        return Optional.of(headers);
    }

    /**
     * A line without its end. A first byte no method begins with is a line by itself, which needs no end to be wrong.
     *
     * @param first
     *            whether empty lines before it are passed over
     */
    private String line(boolean first) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended");
            }
            if (first && line.isEmpty()) {
                began = clock.instant();
            }
            read++;
            if (next == '\n') {
                boolean carriageReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
                String text = line.substring(0, line.length() - (carriageReturn ? 1 : 0));
                if (!text.isEmpty() || !first) {
                    return text;
                }
                line.setLength(0);
            } else {
                line.append((char) next);
            }
            boolean hopeless = first && line.length() == 1 && next != '\r' && !Character.isLetter(next);
            if (hopeless || line.length() > LONGEST_HEAD) {
                return line.toString();
            }
        }
    }

    private void write(String template) throws IOException {
        byte[] bytes = template.replace("%s", DATE.format(clock.instant())).getBytes(StandardCharsets.ISO_8859_1);
        client.getOutputStream().write(bytes);
        sent += bytes.length;
    }

    private void log(String request, int code, String flags, String details, long body, String requester) {
        log.accept(AccessLogLine.http(request, code, flags, details, body, requester, local, remote, serverName),
                began);
    }
}
