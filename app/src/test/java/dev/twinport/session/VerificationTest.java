package dev.twinport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.Scope;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogState;
import dev.twinport.proof.Outcome;
import dev.twinport.route.Expectation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VerificationTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final EchoingMesh mesh = new EchoingMesh();
    private final List<Proof> told = new CopyOnWriteArrayList<>();
    private Workspace workspace = workspace(List.of());

    @BeforeEach
    void twoRoutes() throws IOException {
        mesh.route("v1");
        mesh.route("v2");
    }

    @AfterEach
    void close() {
        workspace.close();
        mesh.stop();
    }

    @Test
    void oneRoundIsOneProbeOfEachRoute() throws Exception {
        workspace.read();
        Verification verification = verification(Plan.ONCE);
        verification.run(this::tell);
        assertThat(verification.results()).hasSize(2).allSatisfy(result -> {
            assertThat(result.tally().counts()).containsOnlyKeys(Outcome.PROVEN);
            assertThat(result.tally().total()).isOne();
            assertThat(result.kept()).hasSize(1);
        });
        assertThat(told).hasSize(2);
        assertThat(verification.gone()).isEmpty();
    }

    @Test
    void logsOfARouteAreFollowedNoLongerThanItsOnlyRound() throws Exception {
        workspace.read();
        Set<PodLog> followed = ConcurrentHashMap.newKeySet();
        verification(Plan.ONCE)
                .run((_, _) -> workspace.sessions().forEach(session -> followed.addAll(session.podLogs())));
        assertThat(followed).hasSizeGreaterThan(1);
        await().atMost(LONG).until(() -> followed.stream().allMatch(log -> log.state() == PodLogState.ENDED));
    }

    @Test
    void resultsAreInTheRoutesOrderAndThereBeforeTheFirstProbeHasEnded() throws Exception {
        workspace.read();
        CountDownLatch latch = new CountDownLatch(1);
        mesh.hold(latch);
        Verification verification = verification(Plan.ONCE);
        Thread running = start(verification);
        await().atMost(LONG).until(() -> mesh.underWay.get() == 2);
        assertThat(verification.results()).hasSize(2)
                .isSortedAccordingTo((a, b) -> Integer.compare(a.route().port(), b.route().port()))
                .allSatisfy(result -> assertThat(result.tally()).isEqualTo(Tally.EMPTY));
        latch.countDown();
        running.join();
        assertThat(told).hasSize(2);
    }

    @Test
    void roundsAreCountedForEachRouteAndARouteHasOneProbeAtATime() throws Exception {
        workspace.read();
        mesh.show(List.of("v1"));
        workspace.read();
        Verification verification = verification(
                new Plan(Optional.of(20), Optional.empty(), Duration.ofNanos(1), 8, 1));
        verification.run(this::tell);
        assertThat(verification.results().getFirst().tally().total()).isEqualTo(20);
        assertThat(mesh.connections).hasValue(20);
        // A probe has its verdict a moment before the gateway has seen the end of its connection.
        assertThat(mesh.most.get()).isLessThan(4);
        assertThat(told).isSortedAccordingTo((a, b) -> a.started().compareTo(b.started()));
    }

    @Test
    void noMoreProbesAreUnderWayThanThePlanSays() throws Exception {
        for (int route = 3; route < 12; route++) {
            mesh.route("v" + route);
        }
        workspace.read();
        CountDownLatch latch = new CountDownLatch(1);
        mesh.hold(latch);
        Verification verification = verification(new Plan(Optional.of(1), Optional.empty(), OFTEN, 3, 1));
        Thread running = start(verification);
        await().atMost(LONG).until(() -> mesh.underWay.get() == 3);
        assertThat(mesh.connections).hasValue(3);
        latch.countDown();
        running.join();
        assertThat(told).hasSize(11);
    }

    @Test
    void samplesAreManyConnectionsOfOneRouteAtOnce() throws Exception {
        workspace.read();
        CountDownLatch latch = new CountDownLatch(1);
        mesh.hold(latch);
        Verification verification = verification(new Plan(Optional.of(1), Optional.empty(), OFTEN, 10, 25));
        Thread running = start(verification);
        await().atMost(LONG).until(() -> mesh.underWay.get() == 10);
        latch.countDown();
        running.join();
        assertThat(verification.results()).allSatisfy(result -> {
            assertThat(result.tally().count(Outcome.PROVEN)).isEqualTo(25);
            assertThat(result.tally().byPod().values()).containsExactly(25);
            assertThat(result.kept()).hasSize(1);
        });
    }

    @Test
    void timeEndsItAndProbesUnderWayAreWaitedFor() throws Exception {
        workspace.read();
        CountDownLatch latch = new CountDownLatch(1);
        mesh.hold(latch);
        Verification verification = verification(
                new Plan(Optional.empty(), Optional.of(Duration.ofMillis(50)), OFTEN, 8, 1));
        Thread running = start(verification);
        await().atMost(LONG).until(() -> mesh.underWay.get() == 2);
        assertThat(running.join(Duration.ofMillis(200))).isFalse();
        latch.countDown();
        running.join();
        assertThat(told).hasSize(2);
    }

    @Test
    void interruptionCancelsWhatIsUnderWayAndLeavesWhatThereIs() throws Exception {
        workspace.read();
        Verification verification = verification(new Plan(Optional.empty(), Optional.empty(), OFTEN, 8, 1));
        AtomicReference<String> end = new AtomicReference<>("running");
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                verification.run(this::tell);
                end.set("ended");
            } catch (InterruptedException _) {
                end.set("interrupted");
            }
        });
        await().atMost(LONG).until(() -> told.size() > 10);
        mesh.hold(new CountDownLatch(1)); // for ever
        await().atMost(LONG).until(() -> mesh.underWay.get() >= 2);
        running.interrupt();
        running.join();
        assertThat(end).hasValue("interrupted");
        assertThat(verification.results().stream().mapToInt(result -> result.tally().total()).sum())
                .isEqualTo(told.size());
    }

    @Test
    void routesThatComeAreTakenUpAndThoseThatGoAreLeftWithWhatWasFound() throws Exception {
        workspace.follow();
        Verification verification = verification(new Plan(Optional.empty(), Optional.empty(), OFTEN, 8, 1));
        Thread running = start(verification);
        await().atMost(LONG).until(() -> told.size() > 4);
        int third = mesh.route("v3");
        await().atMost(LONG).until(() -> told.stream().filter(proof -> proof.route().port() == third).count() > 2);
        mesh.show(List.of("v1", "v2"));
        await().atMost(LONG).until(() -> verification.gone().stream().anyMatch(id -> id.port() == third));
        Thread.ofVirtual().start(running::interrupt).join();
        running.join();
        assertThat(verification.results()).hasSize(3)
                .allSatisfy(result -> assertThat(result.tally().counts()).containsOnlyKeys(Outcome.PROVEN));
    }

    @Test
    void routeThatComesBackGoesOnWithItsTally() throws Exception {
        workspace.follow();
        Verification verification = verification(new Plan(Optional.empty(), Optional.empty(), OFTEN, 8, 1));
        Thread running = start(verification);
        await().atMost(LONG).until(() -> told.size() > 4);
        mesh.show(List.of("v1"));
        await().atMost(LONG).until(() -> !verification.gone().isEmpty());
        int before = verification.results().stream().mapToInt(result -> result.tally().total()).max().orElseThrow();
        mesh.show(List.of("v1", "v2"));
        await().atMost(LONG).until(() -> verification.gone().isEmpty()
                && verification.results().stream().allMatch(result -> result.tally().total() > before));
        running.interrupt();
        running.join();
        assertThat(verification.results()).hasSize(2);
    }

    @Test
    void whatTheGatewayDoesIsHeldAgainstTheExpectationFromTheNextProbeOn() throws Exception {
        int port = mesh.route("v3");
        workspace = workspace(List.of(new Expectation(port, "v3")));
        workspace.follow();
        Verification verification = new Verification(workspace, route -> route.port() == port,
                new Plan(Optional.empty(), Optional.empty(), OFTEN, 8, 1));
        Thread running = start(verification);
        await().atMost(LONG).until(() -> told.size() > 2);
        mesh.lead("v3", "v1");
        await().atMost(LONG)
                .until(() -> told.stream().anyMatch(proof -> proof.verdict().outcome() == Outcome.MISROUTED));
        mesh.lead("v3", "v3");
        await().atMost(LONG).until(() -> told.getLast().verdict().outcome() == Outcome.PROVEN);
        running.interrupt();
        running.join();
        RouteResult result = verification.results().getFirst();
        assertThat(told).allSatisfy(proof -> assertThat(proof.route().port()).isEqualTo(port));
        assertThat(result.tally().counts()).containsOnlyKeys(Outcome.PROVEN, Outcome.MISROUTED);
        assertThat(result.tally().latestFailure().orElseThrow().verdict().pod().orElseThrow().name()).isEqualTo("v1");
        assertThat(result.kept()).hasSizeLessThanOrEqualTo(Kept.FIRST + Kept.RECENT + 1)
                .contains(result.tally().latest().orElseThrow());
    }

    @Test
    void listenerThatFailsIsAMistakeThatEndsIt() throws Exception {
        workspace.read();
        Verification verification = verification(new Plan(Optional.empty(), Optional.empty(), OFTEN, 8, 1));
        assertThatThrownBy(() -> verification.run((_, _) -> {
            throw new UnsupportedOperationException("a mistake");
        })).isInstanceOf(IllegalStateException.class).hasRootCauseMessage("a mistake");
    }

    @Test
    void withoutRoutesThereIsNothingToWaitForUnlessTheyMayCome() throws Exception {
        mesh.show(List.of());
        workspace.follow();
        Verification once = verification(Plan.ONCE);
        once.run(this::tell);
        assertThat(once.results()).isEmpty();
        Verification watching = verification(new Plan(Optional.empty(), Optional.of(LONG), OFTEN, 8, 1));
        Thread running = start(watching);
        mesh.show(List.of("v1"));
        await().atMost(LONG).until(() -> told.size() > 2);
        running.interrupt();
        running.join();
    }

    private void tell(Proof proof, RouteResult result) {
        assertThat(result.tally().latest()).contains(proof);
        told.add(proof);
    }

    private Verification verification(Plan plan) {
        return new Verification(workspace, _ -> true, plan);
    }

    private Workspace workspace(List<Expectation> expectations) {
        return new Workspace(mesh, Scope.ALL, expectations, SessionSettings.DEFAULT.withTimeout(Duration.ofSeconds(20)),
                Clock.systemUTC());
    }

    private Thread start(Verification verification) {
        return Thread.ofVirtual().start(() -> {
            try {
                verification.run(this::tell);
            } catch (InterruptedException _) {
                // The test has seen what it wanted.
            }
        });
    }
}
