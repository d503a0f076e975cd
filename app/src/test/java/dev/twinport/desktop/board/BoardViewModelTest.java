package dev.twinport.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.Scope;
import dev.twinport.desktop.Pulses;
import dev.twinport.desktop.TutorialCluster;
import dev.twinport.proof.Outcome;
import dev.twinport.session.RouteResult;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardViewModelTest {

    private final Pulses pulses = new Pulses();
    private final List<Thread> background = new ArrayList<>();
    private final Map<Integer, RouteResult> told = new HashMap<>();
    private final Thread window = Thread.currentThread();
    private TutorialCluster cluster;
    private Workspace workspace;
    private BoardViewModel board;

    @BeforeEach
    void open() throws Exception {
        cluster = new TutorialCluster(true, 0, 0);
        workspace = new Workspace(cluster, Scope.of("default"), SessionSettings.DEFAULT, Clock.systemUTC());
        workspace.follow();
        board = new BoardViewModel(work -> background.add(Thread.ofVirtual().start(work)), pulses.pump(), result -> {
            assertThat(Thread.currentThread()).isSameAs(window);
            told.put(result.route().port(), result);
        });
        board.show(Optional.of(workspace));
    }

    @AfterEach
    void close() {
        board.close();
        workspace.close();
        cluster.close();
    }

    @Test
    void nothingIsProbedUntilItIsSwitchedOn() {
        pulses.settle();
        assertThat(board.runningProperty().get()).isFalse();
        assertThat(background).isEmpty();
    }

    @Test
    void everyRouteIsProbedOverAndOver() {
        board.start();
        assertThat(board.runningProperty().get()).isTrue();
        pulses.until(() -> told.size() == 2 && told.values().stream().allMatch(route -> route.tally().total() >= 2));
        assertThat(told.values()).allMatch(route -> route.tally().count(Outcome.PROVEN) == route.tally().total());
    }

    @Test
    void failureIsKeptAndTheRouteGoesOn() {
        board.start();
        pulses.until(() -> told.size() == 2);
        int port = cluster.portOf("v1");
        cluster.stop("v1");
        pulses.until(() -> told.get(port).tally().latestFailure().isPresent());
        assertThat(told.get(port).tally().latest().orElseThrow().verdict().outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(told.get(port).tally().since()).isPresent();
        assertThat(told.get(cluster.portOf("v2")).tally().latestFailure()).isEmpty();
    }

    @Test
    void routeThatChangesIsTakenUp() {
        board.start();
        pulses.until(() -> told.size() == 2);
        cluster.delete("DestinationRule");
        pulses.until(() -> told.values().stream().allMatch(result -> result.route().brokenLink().isPresent()));
    }

    @Test
    void nothingRunsAfterItIsSwitchedOffAndNothingMoreIsTold() {
        board.start();
        pulses.until(() -> told.size() == 2);
        board.stop();
        assertThat(board.runningProperty().get()).isFalse();
        ended();
        Map<Integer, RouteResult> before = Map.copyOf(told);
        pulses.settle();
        assertThat(told).isEqualTo(before);
    }

    @Test
    void closingEndsIt() {
        board.start();
        pulses.until(() -> !told.isEmpty());
        board.close();
        ended();
    }

    @Test
    void anotherClusterEndsIt() {
        board.start();
        board.show(Optional.of(workspace));
        assertThat(board.runningProperty().get()).isTrue();
        board.show(Optional.empty());
        assertThat(board.runningProperty().get()).isFalse();
        ended();
        board.toggle();
        assertThat(board.runningProperty().get()).as("there is nothing to probe").isFalse();
    }

    @Test
    void anotherPaceBeginsAnew() {
        board.toggle();
        pulses.until(() -> told.values().stream().anyMatch(route -> route.tally().total() >= 2));
        told.clear();
        board.every(Duration.ofSeconds(30));
        assertThat(board.runningProperty().get()).isTrue();
        pulses.until(() -> told.size() == 2);
        assertThat(told.values()).allMatch(route -> route.tally().total() == 1);
        board.toggle();
        ended();
    }

    private void ended() {
        await().until(() -> background.stream().noneMatch(Thread::isAlive));
    }
}
