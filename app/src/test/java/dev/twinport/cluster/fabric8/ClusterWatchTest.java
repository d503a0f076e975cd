package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.flow.Subscription;
import dev.twinport.route.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch on an API server that ends, forgets and restarts. */
class ClusterWatchTest {

    private record Told(long at, Inventory inventory) {
    }

    @TempDir
    Path folder;
    private ScriptedApiServer server;
    private Cluster cluster;
    private Subscription watch;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedApiServer();
        Path file = Files.writeString(folder.resolve("config"), """
                current-context: there
                clusters: [{name: there, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: there, context: {cluster: there}}]
                """.formatted(server.port()));
        cluster = Fabric8Cluster.open(new KubeconfigChoice(Optional.of(file), Optional.empty(), Optional.empty()),
                _ -> {
                });
        watch = cluster.watch(Scope.ALL, inventory -> told.add(new Told(System.nanoTime(), inventory)),
                connections::add);
        await().until(() -> is("first") && server.openWatches() == 1);
    }

    @AfterEach
    void close() throws IOException {
        watch.close();
        cluster.close();
        server.close();
    }

    @Test
    void whatAWatchTellsIsTold() {
        server.modified("second");
        await().until(() -> is("second"));
        assertThat(connections).isEmpty();
    }

    @Test
    void restartOfTheServerIsToldAndSoIsItsReturnWithWhatIsThereThen() throws Exception {
        server.stop();
        await().until(() -> connections.size() == 1);
        assertThat(connections.getFirst().trouble().orElseThrow().key()).isEqualTo("cluster.lost");
        server.has("changed meanwhile");
        server.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> connections.size() == 2);
        assertThat(connections.getLast()).isEqualTo(Connection.GOOD);
        await().until(() -> is("changed meanwhile") && server.openWatches() == 1);
        server.modified("after");
        await().until(() -> is("after"));
    }

    @Test
    void aVersionThatIsTooOldInTheMiddleOfAWatchIsNoTroubleAndReadAnew() {
        server.has("read anew");
        server.tell("ERROR", "{\"kind\":\"Status\",\"code\":410,\"message\":\"too old resource version\"}");
        await().until(() -> is("read anew") && server.openWatches() == 1);
        assertThat(connections).isEmpty();
    }

    @Test
    void aVersionThatIsTooOldToBeginWithIsNoTroubleEither() {
        server.answerToWatches = "410 Gone";
        server.has("read anew");
        server.endWatches();
        await().until(() -> is("read anew"));
        server.answerToWatches = "200 OK";
        await().atMost(Duration.ofSeconds(20)).until(() -> server.openWatches() == 1);
        assertThat(connections).isEmpty();
    }

    @Test
    void theFirstInventoryComesAtOnceAndNoMoreThanFiveASecondAfterIt() {
        long start = System.nanoTime();
        int before = told.size();
        for (int i = 0; i < 500; i++) {
            server.modified("change " + i);
        }
        await().until(() -> is("change 499"));
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(told.size() - before).isBetween(1, (int) (seconds * 5) + 2);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).at() - told.get(i - 1).at()).isGreaterThan(190_000_000L);
        }
    }

    @Test
    void nothingIsAskedOrToldAfterTheEnd() {
        watch.close();
        await().until(() -> server.openWatches() == 0);
        int asked = server.requests.size();
        int heard = told.size();
        server.has("never seen");
        await().during(Duration.ofMillis(600)).atMost(Duration.ofSeconds(2))
                .until(() -> server.requests.size() == asked && told.size() == heard);
    }

    private boolean is(String name) {
        return !told.isEmpty() && told.getLast().inventory().find("Gateway", "default", "one")
                .filter(found -> name.equals(found.annotations().get("is"))).isPresent();
    }
}
