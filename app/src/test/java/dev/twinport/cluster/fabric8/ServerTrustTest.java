package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers are believed, and how many handshakes it takes to read one; against practice clusters. */
class ServerTrustTest {

    private static final Pattern SERVER = Pattern.compile("server: \"?(https://[^\\s\"]+)");
    private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: (\\S+)");

    @TempDir
    static Path folder;
    private static PracticeCluster one;
    private static PracticeCluster other;

    @BeforeAll
    static void start() throws Exception {
        one = new PracticeCluster(
                new PracticeSettings(Files.createDirectory(folder.resolve("one")), 0, Clock.systemUTC()));
        one.start();
        other = new PracticeCluster(
                new PracticeSettings(Files.createDirectory(folder.resolve("other")), 0, Clock.systemUTC()));
        other.start();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void theServerOfTheAuthorityIsBelievedAndNoOther() throws Exception {
        String good = Files.readString(one.kubeconfig());
        String foreign = found(AUTHORITY, Files.readString(other.kubeconfig()));

        try (Fabric8Cluster cluster = open(good)) {
            assertThat(cluster.read(Scope.ALL).unreadable()).isEmpty();
        }
        assertThat(reading(good.replace(found(AUTHORITY, good), foreign))).isEqualTo(Cause.NOT_TRUSTED);
    }

    @Test
    void withoutAnAuthorityTheOnesJavaKnowsDecide() throws Exception {
        String good = Files.readString(one.kubeconfig());
        String line = "certificate-authority-data: " + found(AUTHORITY, good);

        assertThat(reading(good.replace(line, "disable-compression: true"))).isEqualTo(Cause.NOT_TRUSTED);
        try (Fabric8Cluster cluster = open(good.replace(line, "insecure-skip-tls-verify: true"))) {
            assertThat(cluster.read(Scope.ALL).unreadable()).isEmpty();
        }
    }

    @Test
    void anAuthorityThatIsNoCertificateIsSaid() throws Exception {
        String good = Files.readString(one.kubeconfig());

        assertThat(reading(good.replace(found(AUTHORITY, good), "bm90aGluZw==")))
                .isEqualTo(Cause.KUBECONFIG_UNREADABLE);
    }

    @Test
    void allKindsAreReadOnAsManyConnectionsAsTurnsAllow() throws Exception {
        String good = Files.readString(one.kubeconfig());
        URI server = URI.create(found(SERVER, good));
        try (Relay relay = new Relay(server.getHost(), server.getPort());
                Fabric8Cluster cluster = open(good.replace(server.toString(), "https://127.0.0.1:" + relay.port()))) {
            // Asked by another port than its own the practice cluster refuses everything: every kind is asked for.
            assertThat(catchThrowableOfType(ClusterException.class, () -> cluster.read(Scope.ALL)).reason())
                    .isEqualTo(Cause.FORBIDDEN);
            assertThat(relay.connections()).isBetween(1, Turns.FEW);
        }
    }

    private static Cause reading(String kubeconfig) {
        return catchThrowableOfType(ClusterException.class, () -> {
            try (Fabric8Cluster cluster = open(kubeconfig)) {
                cluster.read(Scope.ALL);
            }
        }).reason();
    }

    private static Fabric8Cluster open(String kubeconfig) throws IOException, ClusterException {
        Path file = Files.createTempFile(folder, "kubeconfig", "");
        Files.writeString(file, kubeconfig);
        return Fabric8Cluster.open(new KubeconfigChoice(Optional.of(file), Optional.empty(), Optional.empty()), _ -> {
        });
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** Passes bytes on and counts connections. */
    private static final class Relay implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Relay(String host, int port) throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket client = listening.accept();
                        connections.incrementAndGet();
                        Socket server = new Socket(host, port);
                        pass(client, server);
                        pass(server, client);
                    }
                } catch (IOException _) {
                    // The test is over.
                }
            });
        }

        int port() {
            return listening.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        private static void pass(Socket from, Socket to) {
            Thread.ofVirtual().start(() -> {
                try (from;
                        to) {
                    from.getInputStream().transferTo(to.getOutputStream());
                } catch (IOException _) {
                    // Either side has gone.
                }
            });
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
