package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.message.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API servers that do not do what they should, as real sockets. */
class UnhelpfulServerTest {

    private static final String TOKEN = "s3cr3t-t0ken";

    @TempDir
    Path folder;
    private ServerSocket socket;

    @BeforeEach
    void listen() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpAfterTenSeconds() throws Exception {
        ClusterException failure = reading("http");

        assertThat(failure.reason()).isEqualTo(Cause.NO_ANSWER);
    }

    @Test
    void closingTheClusterEndsTheWaitForAServerThatNeverAnswers() throws Exception {
        Cluster cluster = open("http");
        CompletableFuture<ClusterException> failure = CompletableFuture
                .supplyAsync(() -> catchThrowableOfType(ClusterException.class, () -> cluster.read(Scope.ALL)));
        Socket asked = socket.accept();
        cluster.close();

        assertThat(failure).succeedsWithin(Duration.ofSeconds(2)).extracting(ClusterException::reason)
                .isEqualTo(Cause.CANCELLED);
        asked.close();
    }

    @Test
    void aServerThatClosesAtOnceIsSaid() throws Exception {
        serve("");
        assertThat(reading("http").reason()).isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    void aPortWhereNobodyListensIsSaid() throws Exception {
        socket.close();
        ClusterException failure = reading("http");

        assertThat(failure.reason()).isEqualTo(Cause.UNREACHABLE);
        assertThat(failure.sentence().key()).isEqualTo("cluster.refusedConnection");
    }

    @Test
    void expiredCredentialsAreSaidAndTheTokenIsNot() throws Exception {
        serve(answer("401 Unauthorized", "{\"kind\":\"Status\",\"message\":\"Unauthorized\"}"));
        ClusterException failure = reading("http");

        assertThat(failure.reason()).isEqualTo(Cause.UNAUTHORIZED);
        assertThat(new Wording(Wording.ENGLISH).say(failure.sentence())).doesNotContain(TOKEN);
    }

    @Test
    void noRightAtAllIsSaidWithWhatIsMissing() throws Exception {
        serve(answer("403 Forbidden", "{\"kind\":\"Status\",\"message\":\"forbidden\"}"));
        ClusterException failure = reading("http");

        assertThat(failure.reason()).isEqualTo(Cause.FORBIDDEN);
        assertThat(new Wording(Wording.ENGLISH).say(failure.sentence()))
                .isEqualTo("No right to list gateways.networking.istio.io in the whole cluster.");
    }

    @Test
    void aClusterWithoutIstioIsSaid() throws Exception {
        serve(answer("404 Not Found", "{\"kind\":\"Status\",\"message\":\"not found\"}"));
        assertThat(reading("http").reason()).isEqualTo(Cause.NOT_A_MESH);
    }

    @Test
    void aWebServerThatIsNoApiServerIsSaid() throws Exception {
        serve(answer("200 OK", "<html>Welcome</html>"));
        assertThat(reading("http").sentence().key()).isEqualTo("cluster.notKubernetes");
    }

    @Test
    void aServerThatSpeaksNoTlsIsNotTrusted() throws Exception {
        serve(answer("400 Bad Request", ""));
        assertThat(reading("https").reason()).isEqualTo(Cause.NOT_TRUSTED);
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** Answers every request, however it reads, with the same bytes. */
    private void serve(String answer) {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.ofVirtual().start(() -> answer(client, answer));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private static void answer(Socket client, String answer) {
        try (client;
                OutputStream out = client.getOutputStream()) {
            if (!answer.isEmpty()) {
                client.getInputStream().read(new byte[4096]);
                out.write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException _) {
            // The client has gone: so be it.
        }
    }

    private ClusterException reading(String scheme) throws Exception {
        try (Cluster cluster = open(scheme)) {
            CompletableFuture<ClusterException> failure = CompletableFuture
                    .supplyAsync(() -> catchThrowableOfType(ClusterException.class, () -> cluster.read(Scope.ALL)));
            await().atMost(Duration.ofSeconds(20)).until(failure::isDone);
            return failure.get();
        }
    }

    private Cluster open(String scheme) throws Exception {
        Path file = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: there
                clusters: [{name: there, cluster: {server: "%s://127.0.0.1:%d"}}]
                users: [{name: me, user: {token: "%s"}}]
                contexts: [{name: there, context: {cluster: there, user: me}}]
                """.formatted(scheme, socket.getLocalPort(), TOKEN));
        return Fabric8Cluster.open(new KubeconfigChoice(Optional.of(file), Optional.empty(), Optional.empty()), _ -> {
        });
    }
}
