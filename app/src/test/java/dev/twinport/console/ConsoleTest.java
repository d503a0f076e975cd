package dev.twinport.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.entry.Entry;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real sockets on loopback: each test scripts the peer it needs. */
class ConsoleTest {

    private final ConsoleSettings settings = new ConsoleSettings(Duration.ofSeconds(2), 1_000, 1 << 20, 1 << 20);
    private final Console console = new Console("test", settings, Clock.systemUTC());

    /** What the peer does with the one connection it accepts. */
    private interface Peer {
        void talk(Socket socket) throws IOException, InterruptedException;
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void sentLinesAreEchoedAndKeptInTheOrderTheyHappened() throws IOException {
        connect(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
        console.sendLine("hello, app1");
        await().untilAsserted(() -> assertThat(received()).isEqualTo("hello, app1\n"));
        List<TranscriptEntry> entries = console.transcript().read(0, 100).entries();
        assertThat(entries).extracting(entry -> entry.getClass().getSimpleName()).containsExactly("Event", "Event",
                "Sent", "Received");
        assertThat(entries).extracting(TranscriptEntry::sequence).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void peerThatClosesInGoodOrderIsToldFromOneThatClosesWithoutAByte() throws IOException {
        connect(socket -> socket.getOutputStream().write("bye".getBytes(StandardCharsets.US_ASCII)));
        assertEnds(Symptom.CLOSED, "console.event.closed");
        connect(_ -> {
        });
        assertEnds(Symptom.CLOSED, "console.event.closedAtOnce");
    }

    @Test
    void resetIsToldFromAClose() throws IOException {
        connect(socket -> socket.setSoLinger(true, 0));
        assertEnds(Symptom.RESET, "console.event.reset");
    }

    @Test
    void portWhereNobodyListensIsRefused() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        console.connect(entry("127.0.0.1", port));
        assertEnds(Symptom.REFUSED, "console.event.refused");
    }

    @Test
    void nameWithoutAddressIsUnresolved() {
        console.connect(entry("no-such-name.invalid", 31400));
        assertEnds(Symptom.UNRESOLVED, "console.event.unresolved");
    }

    @Test
    void nameServiceThatNeverAnswersEndsInTime() {
        CountDownLatch never = new CountDownLatch(1);
        try (Console waiting = new Console("test", settings.withConnectTimeout(Duration.ofMillis(200)),
                Clock.systemUTC(), silent(never))) {
            waiting.connect(entry("slow.example", 31400));
            await().until(
                    () -> waiting.state() instanceof ConsoleState.Ended ended && ended.symptom() == Symptom.UNRESOLVED
                            && ended.sentence().key().equals("console.event.unresolvedInTime"));
        }
        never.countDown();
    }

    @Test
    void disconnectingDoesNotWaitForTheNameService() {
        CountDownLatch never = new CountDownLatch(1);
        try (Console waiting = new Console("test", settings.withConnectTimeout(Duration.ofMinutes(10)),
                Clock.systemUTC(), silent(never))) {
            waiting.connect(entry("slow.example", 31400));
            waiting.disconnect();
            await().atMost(Duration.ofSeconds(2)).until(() -> waiting.state() instanceof ConsoleState.Ended ended
                    && ended.symptom() == Symptom.DISCONNECTED);
        }
        never.countDown();
    }

    private static NameService silent(CountDownLatch until) {
        return host -> {
            try {
                until.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
    }

    @Test
    void disconnectingIsNotBlamedOnThePeer() throws IOException {
        connect(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        await().until(() -> console.state() instanceof ConsoleState.Open);
        console.disconnect();
        assertEnds(Symptom.DISCONNECTED, "console.event.disconnected");
    }

    @Test
    void consoleConnectsAgainAndTheTranscriptGoesOn() throws IOException {
        connect(socket -> socket.getOutputStream().write("one".getBytes(StandardCharsets.US_ASCII)));
        assertEnds(Symptom.CLOSED, "console.event.closed");
        connect(socket -> socket.getOutputStream().write("two".getBytes(StandardCharsets.US_ASCII)));
        await().untilAsserted(() -> assertThat(received()).isEqualTo("onetwo"));
        assertThat(console.greeting().text()).isEqualTo("two");
    }

    @Test
    void connectingAnewEndsTheConversationThatWasOpen() throws IOException {
        CountDownLatch firstEnded = new CountDownLatch(1);
        connect(socket -> {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            firstEnded.countDown();
        });
        await().until(() -> console.state() instanceof ConsoleState.Open);
        connect(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
        await().until(() -> firstEnded.getCount() == 0);
        assertThat(console.transcript().read(0, 100).entries()).filteredOn(TranscriptEntry.Event.class::isInstance)
                .extracting(event -> ((TranscriptEntry.Event) event).sentence().key())
                .startsWith("console.event.connecting", "console.event.connected", "console.event.disconnected",
                        "console.event.connecting");
        await().until(() -> console.state() instanceof ConsoleState.Open);
        console.sendLine("second");
        await().untilAsserted(() -> assertThat(received()).isEqualTo("second\n"));
    }

    @Test
    void whatCannotBeSentIsSaidAndNothingIsLost() {
        assertThat(console.sendLine("nobody there")).isFalse();
        assertThat(lastEvent()).isEqualTo(Message.of("console.event.notSentNotConnected", 13));
    }

    @Test
    void peerThatDoesNotReadLimitsWhatMayWait() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        connect(_ -> over.await());
        await().until(() -> console.state() instanceof ConsoleState.Open);
        byte[] piece = new byte[256 * 1024];
        int accepted = 0;
        while (accepted < 1_000 && console.send(piece)) {
            accepted++;
        }
        // The kernel's buffers take some; then the queue of 1 MiB is full and the rest is refused, not kept.
        assertThat(accepted).isBetween(4, 100);
        assertThat(lastEvent().key()).isEqualTo("console.event.notSentTooMuchWaiting");
        over.countDown();
    }

    @Test
    void floodWithoutALineFeedKeepsTheTranscriptBounded() throws IOException {
        byte[] piece = new byte[64 * 1024];
        long total = 64L << 20;
        connect(socket -> {
            for (long sent = 0; sent < total; sent += piece.length) {
                socket.getOutputStream().write(piece);
            }
        });
        assertEnds(Symptom.CLOSED, "console.event.closed");
        assertThat(((ConsoleState.Ended) console.state()).received()).isEqualTo(total);
        long kept = console.transcript().read(0, 100_000).entries().stream()
                .mapToLong(entry -> entry instanceof TranscriptEntry.Received received ? received.bytes().size() : 0)
                .sum();
        assertThat(kept).isLessThanOrEqualTo(settings.transcriptBytes());
        assertThat(kept + console.transcript().droppedBytes()).isEqualTo(total);
    }

    @Test
    void listenerIsGivenEveryByteInOrder() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        CountDownLatch listening = new CountDownLatch(1);
        connect(socket -> {
            listening.await();
            socket.getOutputStream().write("0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        });
        try (Subscription _ = console.listen((buffer, from, to) -> heard.write(buffer, from, to - from))) {
            listening.countDown();
            assertEnds(Symptom.CLOSED, "console.event.closed");
        }
        assertThat(heard.toString(StandardCharsets.US_ASCII)).isEqualTo("0123456789".repeat(100_000));
    }

    private void assertEnds(Symptom symptom, String event) {
        await().until(() -> console.state() instanceof ConsoleState.Ended);
        assertThat(((ConsoleState.Ended) console.state()).symptom()).isEqualTo(symptom);
        assertThat(lastEvent().key()).isEqualTo(event);
    }

    private Message lastEvent() {
        return console.transcript().read(0, 100_000).entries().stream().filter(TranscriptEntry.Event.class::isInstance)
                .map(entry -> ((TranscriptEntry.Event) entry).sentence()).reduce((_, later) -> later).orElseThrow();
    }

    private String received() {
        StringBuilder text = new StringBuilder();
        console.transcript().read(0, 100_000).entries().forEach(entry -> {
            if (entry instanceof TranscriptEntry.Received received) {
                text.append(received.bytes().text());
            }
        });
        return text.toString();
    }

    private void connect(Peer peer) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (server;
                    Socket socket = server.accept()) {
                peer.talk(socket);
            } catch (IOException | InterruptedException _) {
                // The test looks at the console's side.
            }
        });
        console.connect(entry("127.0.0.1", server.getLocalPort()));
    }

    private static Entry entry(String host, int port) {
        return new Entry(host, port, Entry.Kind.GIVEN_BY_USER, Message.of("proof.noEntry"));
    }
}
