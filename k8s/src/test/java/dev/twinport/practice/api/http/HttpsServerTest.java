package dev.twinport.practice.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.LiveThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients can do to the server that are up to no good, and that others do not feel it. */
@Timeout(60)
class HttpsServerTest {

    private static final String KNOWN = "Authorization: yes\r\n";
    private static final HttpLimits LIMITS = new HttpLimits(20, 40, Duration.ofSeconds(2), Duration.ofSeconds(3),
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100), 100_000);

    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private SSLContext tls;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        ServerCertificate certificate = ServerCertificate.create(Instant.now());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.pem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        server = new HttpsServer(0, certificate, LIMITS, this::handle);
    }

    @AfterEach
    void nobodyElseIsHarmedAndNothingIsLeft() throws Exception {
        assertThat(ask("GET /still HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK").endsWith("GET /still");
        server.close();
        assertThat(server.connections()).isZero();
        assertThat(LiveThreads.named("practice-api-request")).isZero();
    }

    private void handle(Exchange exchange) throws IOException, InterruptedException {
        handled.add(exchange.path());
        if (exchange.header("Authorization").isEmpty()) {
            exchange.respond(401, "text/plain", "who are you".getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.callerIsKnown();
        try {
            switch (exchange.path()) {
                case "/large" -> exchange.respond(200, "text/plain", new byte[64 * 1024 * 1024]);
                case "/text" ->
                        exchange.respond(200, "text/plain", "x".repeat(200_000).getBytes(StandardCharsets.UTF_8));
                case "/stream" -> {
                    try (ResponseStream stream = exchange.asksForWebSocket() ? exchange.openWebSocket()
                            : exchange.openStream("text/plain")) {
                        while (true) {
                            stream.write(new byte[1024 * 1024]);
                        }
                    }
                }
                case "/quiet" -> {
                    try (ResponseStream _ = exchange.asksForWebSocket() ? exchange.openWebSocket()
                            : exchange.openStream("text/plain")) {
                        new CountDownLatch(1).await();
                    }
                }
                case "/warned" -> {
                    exchange.warn("one");
                    exchange.warn("two");
                    exchange.warn("one");
                    exchange.respond(200, "text/plain", new byte[0]);
                }
                default -> {
                    String body = exchange.body().length == 0 ? "" : " " + exchange.body().length;
                    exchange.respond(200, "text/plain",
                            (exchange.method() + " " + exchange.path() + body).getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (HttpRefusal refusal) {
            exchange.respond(refusal.status(), "text/plain",
                    String.valueOf(refusal.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
            "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", "Content-Length: -1\r\n\r\n",
            "Content-Length: four\r\n\r\nabcd", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "X: a\u0000b\r\n\r\n" })
    void aRequestWhoseEndTwoReadersCouldSeeInTwoPlacesIsRefused(String rest) throws Exception {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + rest)).startsWith("HTTP/1.1 400 Bad Request");
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "zz\r\nabcd\r\n0\r\n\r\n", "-1\r\nabcd\r\n", "ffffffffffffffff\r\nabcd" })
    void aChunkWithoutAProperSizeIsRefused(String chunks) throws Exception {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Transfer-Encoding: chunked\r\n\r\n" + chunks))
                .startsWith("HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = { "nonsense\r\n\r\n", "GET a HTTP/1.1\r\n\r\n", "GET http://b/ HTTP/1.1\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\n\r\n", "GET /%zz HTTP/1.1\r\n\r\n", "GET /?a=%zz HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n" })
    void whatIsNoRequestIsRefused(String text) throws Exception {
        assertThat(ask(text)).startsWith("HTTP/1.1 400 Bad Request");
        assertThat(handled).isEmpty();
    }

    @Test
    void whatIsTooLongOrOfAnotherVersionIsRefusedByItsName() throws Exception {
        assertThat(ask("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414 ");
        assertThat(ask("GET / HTTP/1.1\r\nX: " + "a".repeat(70_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    @Test
    void aBodyAboveTheLimitIsRefusedHoweverItComes() throws Exception {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Content-Length: 100001\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ").contains("connection: close");
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Content-Length: 9999999999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Transfer-Encoding: chunked\r\n\r\n"
                + ("1000\r\n" + "a".repeat(0x1000) + "\r\n").repeat(30))).startsWith("HTTP/1.1 413 ");
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Connection: close\r\nContent-Length: 100000\r\n\r\n"
                + "a".repeat(100_000))).startsWith("HTTP/1.1 200 ").endsWith("POST /a 100000");
    }

    @Test
    void aBodyThatStopsComingIsGivenUp() throws Exception {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Content-Length: 10\r\n\r\nabc"))
                .startsWith("HTTP/1.1 408 ").contains("connection: close");
    }

    @Test
    void theBodyOfAStrangerIsNotWaitedFor() throws Exception {
        assertThat(ask("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\nabc"))
                .startsWith("HTTP/1.1 401 ").contains("connection: close");
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /a HTTP/1.1\r\nHost: a\r\n" + KNOWN
                    + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, "abc");
            assertThat(all(socket)).startsWith("HTTP/1.1 200 ").endsWith("POST /a 3");
        }
    }

    @Test
    void requestsSentAheadAreAnsweredInTheirOrderUpToALimit() throws Exception {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n").append(KNOWN)
                    .append(i == 19 ? "Connection: close\r\n\r\n" : "\r\n");
        }
        assertThat(ask(requests.toString()).lines().filter(line -> line.contains("GET /"))
                .map(line -> line.replaceFirst(".*GET /(\\d+).*", "$1"))).hasSize(20).isSortedAccordingTo(
                        (one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)));
        assertThat(ask(("GET /quiet HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n").repeat(100))).doesNotContain("/quiet");
    }

    @Test
    void plainHttpIsToldThatThisIsTls() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(all(socket)).startsWith("HTTP/1.0 400 Bad Request")
                    .contains("Client sent an HTTP request to an HTTPS server.");
        }
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsSeenOff() throws Exception {
        try (Socket silent = new Socket("127.0.0.1", server.port());
                Socket slowHello = new Socket("127.0.0.1", server.port());
                Socket slowHead = connect();
                Socket noToken = connect()) {
            send(slowHello, "\u0016\u0003\u0001");
            send(slowHead, "GET / HTTP/1.1\r\nHost: a\r\n" + KNOWN);
            send(noToken, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slowHello.getInputStream().read()).isEqualTo(-1);
            assertThat(slowHead.getInputStream().read()).isEqualTo(-1);
            assertThat(all(noToken)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void aKnownClientMayStayThoughNotBetweenRequestsForEver() throws Exception {
        try (Socket quiet = connect();
                Socket idle = connect()) {
            send(quiet, "GET /quiet HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");
            send(idle, "GET /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");

            assertThat(all(idle)).endsWith("GET /a");

            assertThat(LiveThreads.named("practice-api-request")).isOne();
        }
        await().untilAsserted(() -> assertThat(LiveThreads.named("practice-api-request")).isZero());
    }

    @Test
    void tenThousandHalfOpenConnectionsLockNobodyOut() throws Exception {
        List<Socket> halfOpen = new ArrayList<>();
        try (Socket before = connect()) {
            send(before, "GET /before HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");
            assertThat(read(before, "GET /before")).startsWith("HTTP/1.1 200 ");
            for (int i = 0; i < 10_000; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                if (i % 2 == 0) {
                    try {
                        send(socket, "\u0016\u0003\u0001");
                    } catch (SocketException closedAlready) {
                        // It has been seen off.
                    }
                }
                halfOpen.add(socket);
                if (halfOpen.size() == 500) {
                    assertThat(server.connections()).isLessThanOrEqualTo(LIMITS.strangers() + 2);
                    for (Socket old : halfOpen) {
                        old.close();
                    }
                    halfOpen.clear();
                }
                if (i % 1_000 == 999) {
                    assertThat(ask("GET /during HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Connection: close\r\n\r\n"))
                            .endsWith("GET /during");
                    send(before, "GET /also HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");
                    assertThat(read(before, "GET /also")).contains("HTTP/1.1 200 ");
                }
            }
            send(before, "GET /after HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");
            assertThat(read(before, "GET /after")).contains("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : halfOpen) {
                socket.close();
            }
        }
    }

    @Test
    void aClientThatDoesNotReadItsAnswerIsGivenUp() throws Exception {
        try (Socket slow = connect()) {
            send(slow, "GET /large HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");
            await().untilAsserted(() -> assertThat(handled).contains("/large"));
            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(server.connections()).isZero());
        }
    }

    @Test
    void aClientThatDoesNotReadItsStreamHoldsItUp() throws Exception {
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        try (Socket slow = connect()) {
            send(slow, "GET /stream HTTP/1.1\r\nHost: a\r\n" + KNOWN + "\r\n");
            assertThat(slow.getInputStream().readNBytes(3_000_000)).hasSize(3_000_000);
            assertThat(LiveThreads.named("practice-api-request")).isOne();
            System.gc();
            long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            assertThat(after - before).isLessThan(50_000_000);
        }
        await().untilAsserted(() -> assertThat(LiveThreads.named("practice-api-request")).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u0081\u0002hi", "\u0081\u00ff\0\0\0\0\u00ff\0\0\0aaaa", "\u00f1\u0080aaaa" })
    void aFrameOfAWebSocketThatIsWrongEndsIt(String frame) throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /quiet HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
            assertThat(read(socket, "\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            send(socket, frame);
            all(socket);
        }
        await().untilAsserted(() -> assertThat(LiveThreads.named("practice-api-request")).isZero());
    }

    @Test
    void aHandshakeThatIsNoneIsRefused() throws Exception {
        assertThat(ask("GET /quiet HTTP/1.1\r\nHost: a\r\n" + KNOWN
                + "Upgrade: websocket\r\nConnection: close\r\nSec-WebSocket-Version: 13\r\n\r\n"))
                        .startsWith("HTTP/1.1 400 ");
        assertThat(ask("GET /quiet HTTP/1.1\r\nHost: a\r\n" + KNOWN
                + "Upgrade: websocket\r\nConnection: close\r\nSec-WebSocket-Version: 99\r\n\r\n"))
                        .startsWith("HTTP/1.1 426 ").contains("Sec-WebSocket-Version: 13");
    }

    @Test
    void headHasTheHeadersOfTheAnswerOnly() throws Exception {
        assertThat(ask("HEAD /a HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Connection: close\r\n\r\n"))
                .contains("content-length: 7").endsWith("\r\n\r\n");
    }

    @Test
    void aLongAnswerIsCompressedForWhoCanReadIt() throws Exception {
        try (Socket socket = connect()) {
            send(socket,
                    "GET /text HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n");
            assertThat(read(socket, "\r\n\r\n")).contains("content-encoding: gzip", "vary: accept-encoding");
            assertThat(new GZIPInputStream(socket.getInputStream()).readAllBytes()).hasSize(200_000);
        }
        assertThat(ask("GET /text HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Connection: close\r\n\r\n"))
                .contains("content-length: 200000");
    }

    @Test
    void eachWarningIsSentOnce() throws Exception {
        assertThat(ask("GET /warned HTTP/1.1\r\nHost: a\r\n" + KNOWN + "Connection: close\r\n\r\n").lines()
                .filter(line -> line.startsWith("Warning:"))).containsExactly("Warning: 299 - \"one\"",
                        "Warning: 299 - \"two\"");
    }

    private Socket connect() throws IOException {
        Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
        return socket;
    }

    /** Sends bytes, and returns all that comes until the server closes. */
    private String ask(String bytes) throws IOException {
        try (Socket socket = connect()) {
            try {
                send(socket, bytes);
            } catch (SocketException closedWhileSending) {
                // The answer may be there all the same.
            }
            return all(socket);
        }
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String read(Socket socket, String upTo) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf(upTo) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed after: " + read);
            }
            read.append((char) octet);
        }
        return read.toString();
    }
}
