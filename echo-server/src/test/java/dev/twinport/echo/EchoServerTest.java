package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoServerTest {

    private static final ServerIdentity NOBODY = ServerIdentity.fromEnvironment(Map.of());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2018-10-17T07:32:29Z"), ZoneOffset.UTC);

    private final RecordedLog log = new RecordedLog();
    private final EchoServer server = server(NOBODY, 0);

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    private EchoServer server(ServerIdentity identity, int port) {
        return new EchoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), identity, log, CLOCK);
    }

    @Test
    void conversationIsTheTutorials() throws IOException {
        ServerIdentity identity = ServerIdentity.fromEnvironment(Map.of("NODE_NAME", "n1", "POD_NAME", "p1"));
        String banner = "Welcome, you are connected to node n1.\nRunning on Pod p1.\n";

        try (EchoServer tutorial = server(identity, 0)) {
            tutorial.start();
            try (Client client = new Client(tutorial.port())) {
                assertThat(client.receiveAsLongAs(banner)).isEqualTo(banner);
                assertThat(client.sendAndReceive("hello, app1\n")).isEqualTo("hello, app1\n");
                client.finishSending();
                assertThat(client.receiveToTheEnd()).isEmpty();
            }

            assertThat(log.entriesWithoutIds()).containsExactly(
                    "2018/10/17 07:32:29 Listening on TCP port " + tutorial.port(),
                    "2018/10/17 07:32:29 UUID - TCP connection open.",
                    "2018/10/17 07:32:29 UUID - Received Raw Data: [104 101 108 108 111 44 32 97 112 112 49 10]",
                    "2018/10/17 07:32:29 UUID - Received Data (converted to string): hello, app1",
                    "2018/10/17 07:32:29 UUID - TCP connection closed.");
        }
    }

    @Test
    void nothingIsSentFirstWhenNoVariableIsSet() throws IOException {
        server.start();
        try (Client client = new Client(server.port())) {
            assertThat(client.sendAndReceive("x")).isEqualTo("x");
        }
    }

    @Test
    void entriesOfAReadAreLoggedBeforeItsEchoIsSent() throws IOException {
        server.start();
        try (Client client = new Client(server.port())) {
            for (int i = 0; i < 500; i++) {
                String token = "token-" + i + "\n";
                client.sendAndReceive(token);
                assertThat(log.entries().getLast()).endsWith("(converted to string): " + token.strip());
            }
        }
    }

    @Test
    void entriesOfOneConnectionShareAnIdAndConnectionsDiffer() throws IOException {
        server.start();
        for (int i = 0; i < 2; i++) {
            try (Client client = new Client(server.port())) {
                client.sendAndReceive("x");
                client.finishSending();
                client.receiveToTheEnd();
            }
        }

        List<String> ids = log.entries().stream().skip(1).map(entry -> entry.split(" ")[2]).toList();
        assertThat(ids).hasSize(8);
        assertThat(ids.subList(0, 4)).containsOnly(ids.getFirst());
        assertThat(ids.subList(4, 8)).containsOnly(ids.getLast());
        assertThat(ids.getFirst()).isNotEqualTo(ids.getLast());
    }

    @Test
    void textOfSeveralLinesIsOneEntryAndEndsWithOneNewlineLess() throws IOException {
        server.start();
        try (Client client = new Client(server.port())) {
            client.sendAndReceive("你好\r\nb\n\n");
        }

        assertThat(log.entries().get(3)).endsWith(" - Received Data (converted to string): 你好\r\nb\n");
    }

    @Test
    void readTakesAtMost1024Bytes() throws IOException {
        server.start();
        String text = "a".repeat(1024) + "b";
        try (Client client = new Client(server.port())) {
            assertThat(client.sendAndReceive(text)).isEqualTo(text);
        }

        assertThat(log.entries().get(3)).endsWith(": " + "a".repeat(1024));
        assertThat(log.entries().get(4)).endsWith(" - Received Raw Data: [98]");
    }

    @Test
    void everyByteIsEchoedAsItIs() throws IOException {
        server.start();
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (Client client = new Client(server.port())) {
            client.send(all);
            assertThat(client.receive(all.length)).isEqualTo(all);
        }
    }

    @Test
    void clientThatEndsItsStreamStillGetsEverythingBack() throws Exception {
        server.start();
        byte[] data = new byte[3_000_001];
        new Random(1).nextBytes(data);
        try (Client client = new Client(server.port())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.receiveToTheEnd();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            client.send(data);
            client.finishSending();

            assertThat(received.get()).isEqualTo(data);
        }
        assertThat(log.entries().getLast()).endsWith(" - TCP connection closed.");
    }

    @Test
    void resetEndsItsConnectionAndNoOther() throws IOException {
        server.start();
        try (Client other = new Client(server.port());
                Client client = new Client(server.port())) {
            other.sendAndReceive("x");
            client.sendAndReceive("y");
            assertThat(server.openConnections()).isEqualTo(2);

            client.reset();

            await().until(server::openConnections, open -> open == 1);
            assertThat(log.entries().getLast()).endsWith(" - TCP connection closed.");
            assertThat(other.sendAndReceive("still here")).isEqualTo("still here");
        }
        await().until(server::openConnections, open -> open == 0);
    }

    @Test
    void portInUseIsSaidAndTheServerMayStartLater() throws IOException {
        server.start();
        try (EchoServer second = server(NOBODY, server.port())) {
            assertThatThrownBy(second::start).isInstanceOf(BindException.class);
            assertThatThrownBy(second::port).isInstanceOf(IllegalStateException.class);

            server.close();
            second.start();

            try (Client client = new Client(second.port())) {
                assertThat(client.sendAndReceive("x")).isEqualTo("x");
            }
        }
    }

    @Test
    void serverStartsOnce() throws IOException {
        server.start();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);

        server.close();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeEndsOpenConnectionsAndTheirThreadsAtOnce() throws IOException {
        server.start();
        try (Client client = new Client(server.port())) {
            client.sendAndReceive("x");
            Instant start = Instant.now();

            server.close();
            server.close();

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
            assertThat(client.receiveToTheEnd()).isEmpty();
            assertThat(server.openConnections()).isZero();
            assertThat(ServerThreads.of(server.port())).isEmpty();
            assertThatThrownBy(() -> new Client(server.port())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void serverThatWasNeverStartedCloses() {
        server.close();

        assertThat(log.entries()).isEmpty();
    }

    @Test
    void drainRefusesNewConnectionsAndLetsOpenOnesEnd() throws Exception {
        server.start();
        try (Client client = new Client(server.port())) {
            client.sendAndReceive("x");
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> server.drain(Duration.ofSeconds(30)));
            await().until(() -> ServerThreads.of(server.port()).stream().noneMatch(name -> name.endsWith("-accept")));

            assertThatThrownBy(() -> new Client(server.port())).isInstanceOf(ConnectException.class);
            assertThat(client.sendAndReceive("last words")).isEqualTo("last words");
            assertThat(drained).isNotDone();

            client.finishSending();
            assertThat(client.receiveToTheEnd()).isEmpty();
            assertThat(drained).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void drainClosesWhatHasNotEndedInTime() throws IOException {
        server.start();
        try (Client client = new Client(server.port())) {
            client.sendAndReceive("x");
            Instant start = Instant.now();

            server.drain(Duration.ofMillis(300));

            assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
            assertThat(client.receiveToTheEnd()).isEmpty();
            assertThat(server.openConnections()).isZero();
        }
    }
}
