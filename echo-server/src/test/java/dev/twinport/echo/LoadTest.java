package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.sun.management.UnixOperatingSystemMXBean;

@Timeout(120)
class LoadTest {

    private static final int CROWD = 10_000;

    @TempDir
    private Path directory;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicLong logged = new AtomicLong();
    private final EchoServer server = new EchoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ServerIdentity.fromEnvironment(Map.of()), this::count, Clock.systemUTC());

    @BeforeEach
    void startTheServer() throws IOException {
        server.start();
    }

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    private void count(String entry) {
        logged.addAndGet(entry.length());
        if (entry.endsWith(" - TCP connection open.")) {
            opened.incrementAndGet();
        } else if (entry.endsWith(" - TCP connection closed.")) {
            closed.incrementAndGet();
        }
    }

    @Test
    void tenThousandConnectionsAreEchoedAndLeaveNothingBehind() throws Exception {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long limit = system.getMaxFileDescriptorCount();
            assumeTrue(limit > CROWD + 500, "A process may have " + limit + " files open here (ulimit -n), too few for "
                    + CROWD + " connections");
        }
        try (Program crowd = Program.of(directory, CrowdOfClients.class, Integer.toString(server.port()),
                Integer.toString(CROWD))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !crowd.isRunning() || crowd.output().contains("echo"));
            assertThat(crowd.errors()).isEmpty();
            assertThat(server.openConnections()).isEqualTo(CROWD);

            crowd.tell("goodbye");
            await().atMost(Duration.ofSeconds(60)).until(() -> !crowd.isRunning() || crowd.output().contains("gone"));
            assertThat(crowd.errors()).isEmpty();
            await().until(server::openConnections, open -> open == CROWD / 2);
        }
        await().until(server::openConnections, open -> open == 0);
        assertThat(opened).hasValue(CROWD);
        assertThat(closed).hasValue(CROWD);
        server.close();
        assertThat(ServerThreads.of(server.port())).isEmpty();
    }

    @Test
    void clientThatDoesNotReadIsHeldBackAndDisturbsNobody() throws Exception {
        try (SocketChannel greedy = SocketChannel
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                Client other = new Client(server.port())) {
            greedy.configureBlocking(false);
            ByteBuffer data = ByteBuffer.allocate(1 << 16);
            AtomicLong sent = new AtomicLong();

            // Held back: for half a second not one more byte is taken from it.
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(60)).until(() -> {
                long before = sent.get();
                do {
                    data.clear();
                } while (sent.addAndGet(greedy.write(data)) > before && data.position() > 0);
                return sent.get() == before;
            });

            // What it got rid of is in the kernel's two pairs of socket buffers; the server holds 1,024 bytes of it.
            assertThat(sent.get()).isLessThan(64 << 20);
            assertThat(other.sendAndReceive("hello")).isEqualTo("hello");

            server.drain(Duration.ofMillis(200));
            assertThat(server.openConnections()).isZero();
            assertThat(ServerThreads.of(server.port())).isEmpty();
        }
    }

    @Test
    void memoryDoesNotGrowWithWhatAConnectionSends() throws Exception {
        byte[] chunk = new byte[1024];
        try (Client client = new Client(server.port())) {
            long before = usedMemoryAfter(client, chunk, 1_000);
            long after = usedMemoryAfter(client, chunk, 30_000);

            assertThat(after - before).isLessThan(8 << 20);
        }
    }

    private static long usedMemoryAfter(Client client, byte[] chunk, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            client.send(chunk);
            client.receive(chunk.length);
        }
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no limit of open files to set")
    void runningOutOfOpenFilesDoesNotEndTheServer() throws Exception {
        try (Program limited = Program.serverWithOpenFiles(directory, 60, Map.of("TCP_PORT", "0"))) {
            int port = limited.awaitPort();
            Client[] clients = new Client[100];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = new Client(port);
            }
            assertThat(clients[0].sendAndReceive("one of the first")).isEqualTo("one of the first");
            await().until(() -> limited.output().contains(" Cannot accept a connection ("));
            for (Client client : clients) {
                client.close();
            }

            try (Client later = new Client(port)) {
                assertThat(later.sendAndReceive("later")).isEqualTo("later");
            }
            assertThat(limited.errors()).isEmpty();
        }
    }
}
