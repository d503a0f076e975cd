package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.LiveThreads;
import dev.twinport.practice.api.http.SpdyClient;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class PortForwardTest {

    /** 128 MiB in pieces of 64 KiB: the sockets between port-forward and pod may keep tens of MiB. */
    private static final int PIECES = 2 * 1024;

    private static final String POD = "/api/v1/namespaces/default/pods/a";
    private static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";
    private static final int ECHO = 3333;

    private final Store store = new Store(Clock.systemUTC());
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private final List<Socket> all = new ArrayList<>();
    private ServerSocket listener;
    private PracticeApi api;
    private ApiClient client;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        listener = new ServerSocket();
        listener.setReceiveBufferSize(64 * 1024);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        Thread.ofVirtual().start(this::accept);
        api = new PracticeApi(store, (namespace, pod, container, previous) -> Optional.empty(),
                (address, port) -> address.equals("10.0.0.9") && port == ECHO
                        ? Optional.of(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()))
                        : Optional.empty(),
                Clock.systemUTC());
        api.start(0);
        client = new ApiClient(api.writeKubeconfig(directory));
        store.create(new ResourceKey(ResourceKinds.POD, "default", "a"), (ObjectNode) ApiClient.JSON.readTree("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"default"},
                 "spec":{"nodeName":"n","containers":[{"name":"main"}]},
                 "status":{"phase":"Running","podIP":"10.0.0.9"}}"""));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        api.close();
        listener.close();
        for (Socket socket : all) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void bytesGoBothWaysAndEachEndIsPassedOn(boolean inWebSocket) throws Exception {
        try (SpdyClient forward = forward(inWebSocket)) {
            Connection connection = connect(forward, "1");
            forward.write(connection.data(), "hello".getBytes(StandardCharsets.UTF_8));
            forward.end(connection.data());

            assertThat(connection.pod().getInputStream().readAllBytes()).asString().isEqualTo("hello");
            connection.pod().getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
            connection.pod().close();

            assertThat(next(forward, connection.data())).isEqualTo("answer");
            assertThat(next(forward, connection.data())).isEqualTo("end");
            assertThat(next(forward, connection.errors())).isEqualTo("end");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aPortWhereNobodyListensIsToldInTheKubeletsWords(boolean inWebSocket) throws Exception {
        try (SpdyClient forward = forward(inWebSocket)) {
            int errors = forward.open("error", "9", "1");
            int data = forward.open("data", "9", "1");

            assertThat(next(forward, errors)).isEqualTo("replied");
            assertThat(next(forward, errors)).startsWith("error forwarding port 9 to pod ")
                    .contains("IPv4: dial tcp4 127.0.0.1:9: connect: connection refused");
            assertThat(next(forward, data)).isEqualTo("replied");
            assertThat(next(forward, data)).isEqualTo("reset");
        }
    }

    @Test
    void aResetOfEitherSideReachesTheOther() throws Exception {
        try (SpdyClient forward = forward(false)) {
            Connection byPod = connect(forward, "1");
            byPod.pod().setSoLinger(true, 0);
            byPod.pod().close();
            assertThat(next(forward, byPod.data())).isEqualTo("reset");

            Connection byClient = connect(forward, "2");
            forward.reset(byClient.data());
            assertThat(byClient.pod().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void manyConnectionsGoSideBySideAndEndWithTheirClient() throws Exception {
        SpdyClient forward = forward(true);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            connections.add(connect(forward, "r" + i));
        }
        for (Connection connection : connections) {
            forward.write(connection.data(), ("for " + connection.data()).getBytes(StandardCharsets.UTF_8));
        }
        for (Connection connection : connections) {
            assertThat(connection.pod().getInputStream().readNBytes(("for " + connection.data()).length())).asString()
                    .isEqualTo("for " + connection.data());
        }

        forward.close();

        for (Connection connection : connections) {
            assertThat(connection.pod().getInputStream().read()).isEqualTo(-1);
        }
        await().untilAsserted(() -> assertThat(threads("practice-forward")).isZero());
    }

    @Test
    void aPodThatDoesNotReadHoldsItsClientUpAndNothingIsKeptWithoutBound() throws Exception {
        try (SpdyClient forward = forward(false)) {
            Connection connection = connect(forward, "1");
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < PIECES; i++) {
                        forward.write(connection.data(), new byte[64 * 1024]);
                    }
                    forward.end(connection.data());
                } catch (IOException failed) {
                    throw new AssertionError(failed);
                }
            });
            // They do not fit into the buffers on the way: it can end only when the pod reads.
            assertThat(sending.join(Duration.ofSeconds(3))).isFalse();

            assertThat(connection.pod().getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo(PIECES * 64 * 1024);
        }
    }

    @Test
    void aClientThatVanishesWhileItsPodDoesNotReadIsNoticed() throws Exception {
        SpdyClient forward = forward(false);
        Connection connection = connect(forward, "1");
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < PIECES; i++) {
                    forward.write(connection.data(), new byte[64 * 1024]);
                }
            } catch (IOException closed) {
                // As it should be.
            }
        });
        assertThat(sending.join(Duration.ofMillis(300))).isFalse();

        forward.close();

        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(threads("practice-forward")).isZero());
    }

    @Test
    void numberedChannelsBeginWithTheirPorts() throws Exception {
        var messages = new LinkedBlockingQueue<byte[]>();
        var socket = client.binaryMessages(POD + "/portforward?ports=3333&ports=9", "v4.channel.k8s.io", messages);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            texts.add(new String(messages.poll(10, TimeUnit.SECONDS), StandardCharsets.ISO_8859_1));
        }
        assertThat(texts).contains("\0\5\r", "\1\5\r", "\2\t\0", "\3\t\0")
                .anySatisfy(text -> assertThat(text).startsWith("\3error forwarding port 9 to pod "));
        Socket pod = accepted.poll(10, TimeUnit.SECONDS);
        socket.sendBinary(ByteBuffer.wrap("\0hello".getBytes(StandardCharsets.UTF_8)), true).join();
        assertThat(pod.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        pod.getOutputStream().write('!');
        assertThat(messages.poll(10, TimeUnit.SECONDS)).asString().isEqualTo("\0!");
        pod.close();
        assertThat(messages.poll(10, TimeUnit.SECONDS)).asString().isEqualTo("closed");
    }

    @Test
    void whatCannotBeUpgradedIsRefusedWithAStatus() throws Exception {
        assertThat(client.get(POD + "/portforward").at("/message")).isEqualTo("Upgrade request required");
        assertThat(client.get("/api/v1/namespaces/default/pods/b/portforward").code()).isEqualTo(404);
        assertThat(client.delete(POD + "/portforward").code()).isEqualTo(405);
        assertThat(client.raw("GET " + POD + "/portforward HTTP/1.1", "Upgrade: SPDY/3.1", "Connection: Upgrade"))
                .contains("400 Bad Request", "X-Stream-Protocol-Version is required");
        assertThat(client.raw("GET " + POD + "/portforward HTTP/1.1", "Upgrade: SPDY/3.1", "Connection: Upgrade",
                "X-Stream-Protocol-Version: other")).contains("403 Forbidden",
                        "X-Accepted-Stream-Protocol-Versions: portforward.k8s.io");
        assertThat(client.raw("GET " + POD + "/portforward?ports=0 HTTP/1.1", "Upgrade: websocket",
                "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"))
                        .contains("400 Bad Request", "must be > 0");
    }

    @Test
    void aCommandIsRefusedAndTheReasonSaid() throws Exception {
        assertThat(client.get(POD + "/exec?command=ls").code()).isEqualTo(501);
        assertThat(client.get(POD + "/exec?command=ls").at("/message"))
                .startsWith("exec is not possible in the practice cluster");
        assertThat(client.get("/api/v1/namespaces/default/pods/b/exec").at("/message"))
                .isEqualTo("pods \"b\" not found");
        assertThat(client.get(POD + "/exec?command=ls&container=nope").code()).isEqualTo(400);
        assertThat(client.get(POD + "/exec?command=ls&container=nope").at("/message"))
                .startsWith("container nope is not valid for pod ");
    }

    @Test
    void closingTheServerEndsForwardedConnections() throws Exception {
        try (SpdyClient forward = forward(true)) {
            Connection connection = connect(forward, "1");

            api.close();

            assertThat(connection.pod().getInputStream().read()).isEqualTo(-1);
            assertThat(threads("practice-forward")).isZero();
        }
    }

    private record Connection(int data, int errors, Socket pod) {
    }

    private Connection connect(SpdyClient forward, String request) throws Exception {
        int errors = forward.open("error", "3333", request);
        forward.end(errors);
        int data = forward.open("data", "3333", request);
        assertThat(next(forward, errors)).isEqualTo("replied");
        assertThat(next(forward, data)).isEqualTo("replied");
        return new Connection(data, errors, accepted.poll(10, TimeUnit.SECONDS));
    }

    private SpdyClient forward(boolean inWebSocket) throws Exception {
        Socket socket = inWebSocket
                ? client.upgrade("GET " + POD + "/portforward HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Protocol: " + TUNNEL)
                : client.upgrade("POST " + POD + "/portforward HTTP/1.1", "Upgrade: SPDY/3.1", "Connection: Upgrade",
                        "X-Stream-Protocol-Version: portforward.k8s.io");
        return new SpdyClient(socket, inWebSocket);
    }

    private static String next(SpdyClient forward, int stream) throws InterruptedException {
        return forward.events(stream).poll(10, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                all.add(socket);
                accepted.add(socket);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static long threads(String name) {
        return LiveThreads.named(name);
    }
}
