package dev.twinport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.DialectFile;
import dev.twinport.dialect.Recognised;
import dev.twinport.dialect.Recognised.Sign;
import dev.twinport.entry.EntryResolution;
import dev.twinport.message.Message;
import dev.twinport.podlog.PodLog;
import dev.twinport.proof.Mention;
import dev.twinport.podlog.PodLogState;
import dev.twinport.proof.TypedLine;
import dev.twinport.proof.Outcome;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteSessionTest {

    private final EchoingCluster cluster = new EchoingCluster();
    private final SharedLogs logs = new SharedLogs(cluster);

    @AfterEach
    void close() {
        logs.close();
        cluster.close();
    }

    @Test
    void messageThatClientLogAndGreetingAgreeAboutIsProven() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        PodTarget v2 = cluster.pod("tcp-echo-v2-a");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of(v2)), cluster.entryTo(v1), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(proof.verdict().pod()).contains(v1.name());
        assertThat(proof.evidence().banner()).contains("tcp-echo-v1-a");
        assertThat(proof.evidence().watched()).containsExactlyInAnyOrder(v1.name(), v2.name());
        assertThat(proof.evidence().echoed()).isPresent();
    }

    @Test
    void connectionThatReachesTheOtherVersionIsMisrouted() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        PodTarget v2 = cluster.pod("tcp-echo-v2-a");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of(v2)), cluster.entryTo(v2), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.MISROUTED);
        assertThat(proof.verdict().pod()).contains(v2.name());
    }

    @Test
    void serverOfIstiosSampleIsProvenAndItsPrefixTold() throws Exception {
        PodTarget v1 = cluster.istioPod("tcp-echo-v1-a", "one");
        PodTarget v2 = cluster.istioPod("tcp-echo-v2-a", "two");
        Proof proof = prove(EchoingCluster.route(List.of(v2), List.of(v1)), cluster.entryTo(v2), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(proof.verdict().pod()).contains(v2.name());
        assertThat(proof.evidence().banner()).isEmpty();
        assertThat(proof.evidence().dialect())
                .contains(new Recognised("istio-tcp-echo", Optional.of("two"), Set.of(Sign.ECHO, Sign.LOG)));
        assertThat(proof.evidence().mentions()).singleElement().extracting(Mention::text)
                .isEqualTo("request: " + proof.evidence().token().text());
    }

    @Test
    void serverOfIstiosSampleThatTheRouteDoesNotSelectIsMisrouted() throws Exception {
        PodTarget v1 = cluster.istioPod("tcp-echo-v1-a", "one");
        PodTarget v2 = cluster.istioPod("tcp-echo-v2-a", "two");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of(v2)), cluster.entryTo(v2), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.MISROUTED);
        assertThat(proof.verdict().pod()).contains(v2.name());
    }

    @Test
    void tutorialsServerIsRecognisedByItsGreetingAndItsLog() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 5_000);
        assertThat(proof.evidence().dialect())
                .contains(new Recognised("go-echo", Optional.empty(), Set.of(Sign.GREETING, Sign.LOG)));
        assertThat(proof.evidence().mentions()).extracting(Mention::text).satisfiesExactly(
                raw -> assertThat(raw).contains("Received Raw Data: [116 119 112 45 "),
                text -> assertThat(text).endsWith("(converted to string): " + proof.evidence().token().text()));
    }

    @Test
    void serverOfNoKnownDialectIsProvenByTheBareTokenAndThatIsSaid() throws Exception {
        PodTarget v1 = cluster.plainPod("v1-a", line -> "got <" + line + ">");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(proof.verdict().reasons()).extracting(Message::key).containsExactly("proof.agreeWithoutGreeting",
                "proof.bareToken");
        assertThat(proof.evidence().dialect()).isEmpty();
    }

    @Test
    void dialectOfAFileIsProvenByItsOwnExpressions() throws Exception {
        PodTarget v1 = cluster.plainPod("v1-a", line -> "{\"peer\":\"a1\",\"msg\":\"" + line + "\"}");
        Dialect described = DialectFile.parse("json.yaml", """
                name: json-log
                echo: '^(?<message>twp-\\w+)$'
                log: '"peer":"(?<connection>\\w+)","msg":"(?<message>[^"]*)"'
                """);
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 5_000, described);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(proof.evidence().dialect())
                .contains(new Recognised("json-log", Optional.empty(), Set.of(Sign.FORCED, Sign.ECHO, Sign.LOG)));
    }

    @Test
    void dialectThatIsForcedAndIsNotTheServersMakesItInconclusiveAndSaysWhy() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 300,
                Dialect.builtIn("istio-tcp-echo").orElseThrow());
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(proof.verdict().reasons()).extracting(Message::key).containsExactly("proof.otherEcho");
    }

    @Test
    void lineThatAFloodPushesOutOfTheBufferWasSeenAllTheSame() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        // After the message's own two entries, more lines than are kept, before the echo can be read.
        cluster.onLine("tcp-echo-v1-a", line -> {
            if (line.contains("TCP connection open")) {
                cluster.flood("tcp-echo-v1-a", 15_000);
            } else if (line.contains("Received Data")) {
                cluster.flood("tcp-echo-v1-a", 30_000);
            }
        });
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(proof.evidence().doubts().lost()).isEmpty();
    }

    @Test
    void forgedLineInAnotherPodsLogDoesNotMakeItMisrouted() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        PodTarget v2 = cluster.pod("tcp-echo-v2-a");
        // Whoever reads the token on its way writes it into the other pod's log as that server would log it.
        cluster.onLine("tcp-echo-v1-a", line -> {
            int raw = line.indexOf("Received Raw Data: [");
            if (raw >= 0) {
                cluster.say("tcp-echo-v2-a", "x\n" + line + "\n");
            }
        });
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of(v2)), cluster.entryTo(v1), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void logsThatMayNotBeReadMakeItInconclusiveAtOnce() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        cluster.unreadable.add("tcp-echo-v1-a");
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 60_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(proof.verdict().reasons()).extracting(Message::key).containsExactly("proof.logsMissing",
                "cluster.forbidden", "proof.needsRight");
        // It does not wait for a log that will not come: far below its patience.
        assertThat(proof.took()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void portWhereNobodyListensIsBroken() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()), EchoingCluster.entryTo(port), 5_000);
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(proof.verdict().reasons()).extracting(Message::key).containsExactly("console.event.refused");
    }

    @Test
    void serverThatAcceptsAndStaysSilentIsBrokenWhenThePatienceIsOver() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Proof proof = prove(EchoingCluster.route(List.of(v1), List.of()),
                    EchoingCluster.entryTo(silent.getLocalPort()), 300);
            assertThat(proof.verdict().outcome()).isEqualTo(Outcome.BROKEN);
            assertThat(proof.verdict().reasons()).extracting(Message::key).containsExactly("proof.noEcho");
        }
    }

    @Test
    void entryThatMayNotBeLookedUpIsInconclusiveAndOneThatIsAbsentIsBroken() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        Route route = EchoingCluster.route(List.of(v1), List.of());
        Message reason = Message.of("proof.noEntry");
        assertThat(prove(route, noEntry(EntryResolution.Standing.UNKNOWN, reason), 5_000).verdict().outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(prove(route, noEntry(EntryResolution.Standing.ABSENT, reason), 5_000).verdict().outcome())
                .isEqualTo(Outcome.BROKEN);
    }

    @Test
    void probeLeavesThePersonsConsoleAlone() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        try (RouteSession session = session(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 5_000)) {
            session.prove();
            assertThat(session.console().transcript().next()).isZero();
        }
    }

    @Test
    void interruptedProbeIsCancelled() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RouteSession session = session(EchoingCluster.route(List.of(v1), List.of()),
                        EchoingCluster.entryTo(silent.getLocalPort()), 60_000)) {
            AtomicReference<String> end = new AtomicReference<>("running");
            Thread probe = Thread.ofVirtual().start(() -> {
                try {
                    session.prove();
                    end.set("proof");
                } catch (InterruptedException _) {
                    end.set("cancelled");
                }
            });
            silent.accept();
            probe.interrupt();
            await().untilAtomic(end, org.hamcrest.Matchers.equalTo("cancelled"));
        }
    }

    @Test
    void sessionShowsItsOwnPodsLogsAndFollowsTheRouteWhenItChanges() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        PodTarget v2 = cluster.pod("tcp-echo-v2-a");
        try (RouteSession session = session(EchoingCluster.route(List.of(v1), List.of(v2)), cluster.entryTo(v1),
                5_000)) {
            session.openLogs();
            assertThat(session.podLogs()).extracting(log -> log.pod().name()).containsExactly("tcp-echo-v1-a");
            PodLog kept = session.podLogs().getFirst();
            session.update(EchoingCluster.route(List.of(v2, v1), List.of()), cluster.entryTo(v1), Optional.empty());
            assertThat(session.podLogs()).extracting(log -> log.pod().name()).containsExactly("tcp-echo-v2-a",
                    "tcp-echo-v1-a");
            assertThat(session.podLogs().getLast()).isSameAs(kept);
        }
    }

    @Test
    void containerThatTwoRoutesWantIsFollowedOnceUntilTheLastLetsGo() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        Route route = EchoingCluster.route(List.of(v1), List.of());
        RouteSession first = session(route, cluster.entryTo(v1), 5_000);
        RouteSession second = session(route, cluster.entryTo(v1), 5_000);
        first.openLogs();
        second.openLogs();
        assertThat(first.podLogs().getFirst()).isSameAs(second.podLogs().getFirst());
        await().until(() -> cluster.opened.get() == 1);
        first.close();
        assertThat(cluster.closed).hasValue(0);
        second.close();
        await().until(() -> cluster.closed.get() > 0);
    }

    private static EntryResolution noEntry(EntryResolution.Standing standing, Message reason) {
        return new EntryResolution(standing, Optional.empty(), List.of(), Optional.of(reason));
    }

    @Test
    void lineTypedIntoTheConsoleIsFollowedToThePodThatLoggedIt() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        PodTarget v2 = cluster.pod("tcp-echo-v2-a");
        try (RouteSession session = session(EchoingCluster.route(List.of(v1), List.of(v2)), cluster.entryTo(v2),
                5_000)) {
            session.openLogs();
            await().until(() -> session.podLogs().stream().allMatch(log -> log.state() == PodLogState.LIVE));
            session.connect();
            session.console().sendLine("hello");
            session.console().sendLine("hello");
            await().untilAsserted(
                    () -> assertThat(session.typedLines()).hasSize(2).allMatch(line -> line.text().equals("hello")
                            && line.echoed().isPresent() && line.logged().equals(new TypedLine.Logged.By(v2.name()))));
        }
    }

    @Test
    void probesAreNotMistakenForTypedLines() throws Exception {
        PodTarget v1 = cluster.pod("tcp-echo-v1-a");
        try (RouteSession session = session(EchoingCluster.route(List.of(v1), List.of()), cluster.entryTo(v1), 5_000)) {
            session.openLogs();
            session.connect();
            session.console().sendLine("hello");
            assertThat(session.prove().verdict().outcome()).isEqualTo(Outcome.PROVEN);
            await().untilAsserted(() -> assertThat(session.typedLines()).singleElement()
                    .matches(line -> line.logged().equals(new TypedLine.Logged.By(v1.name()))));
        }
    }

    private Proof prove(Route route, EntryResolution entry, int millis) throws InterruptedException, IOException {
        try (RouteSession session = session(route, entry, millis)) {
            return session.prove();
        }
    }

    private Proof prove(Route route, EntryResolution entry, int millis, Dialect dialect) throws InterruptedException {
        SessionSettings settings = SessionSettings.DEFAULT.withTimeout(Duration.ofMillis(millis))
                .withDialect(Optional.of(dialect));
        try (RouteSession session = new RouteSession(logs, route, entry, settings, Clock.systemUTC())) {
            return session.prove();
        }
    }

    private RouteSession session(Route route, EntryResolution entry, int millis) {
        return new RouteSession(logs, route, entry, SessionSettings.DEFAULT.withTimeout(Duration.ofMillis(millis)),
                Clock.systemUTC());
    }
}
