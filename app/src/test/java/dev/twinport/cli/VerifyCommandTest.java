package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.report.ReportFormat;
import dev.twinport.session.EchoingMesh;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command from its arguments to what it prints and its exit code, on a mesh of this test's own. */
@Timeout(60)
class VerifyCommandTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final EchoingMesh mesh = new EchoingMesh();
    private Screen screen = Screens.FILES;
    private int v1;
    private int v2;

    @TempDir
    private Path folder;

    @BeforeEach
    void twoRoutes() throws IOException {
        v1 = mesh.route("v1");
        v2 = mesh.route("v2");
    }

    @AfterEach
    void close() {
        mesh.stop();
    }

    /** Every kubeconfig leads to the test's mesh. */
    private final class OneMesh implements Clusters {
        @Override
        public Cluster practice(Consumer<Message> progress) throws ClusterException {
            throw new ClusterException(ClusterException.Cause.REFUSED, Message.of("cli.noRoutes"));
        }

        @Override
        public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) {
            return mesh;
        }
    }

    // Exit codes, one by one; 64 and 70 are TwinportCommandTest's.

    @Test
    void everythingProvenIs0() {
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).contains(v1 + " → v1  PROVEN  v1", v2 + " → v2  PROVEN  v2", "2 of 2 routes proven");
    }

    @Test
    void misroutedIs1AndThePodIsNamed() {
        mesh.lead("v1", "v2");
        assertThat(run("verify")).isEqualTo(1);
        assertThat(out.toString()).contains(v1 + " → v1  MISROUTED  v2", "pod v2 logged the message; expected: v1",
                "1 of 2 routes proven");
    }

    @Test
    void brokenIs1() {
        mesh.lead("v1");
        assertThat(run("verify")).isEqualTo(1);
        assertThat(out.toString()).contains(v1 + " → v1  BROKEN");
    }

    @Test
    void logsThatMayNotBeReadAre2() {
        mesh.unreadable.add("v1");
        mesh.unreadable.add("v2");
        assertThat(run("verify")).isEqualTo(2);
        assertThat(out.toString()).contains(v1 + " → v1  INCONCLUSIVE");
    }

    @Test
    void aFailureOutweighsWhatCouldNotBeJudged() {
        mesh.unreadable.add("v1");
        mesh.lead("v2", "nobody");
        assertThat(run("verify")).isEqualTo(1);
    }

    @Test
    void noRoutesAre2() {
        mesh.show(List.of());
        assertThat(run("verify")).isEqualTo(2);
        assertThat(out.toString()).contains("There is no TCP route here");
    }

    @Test
    void sharesThatDoNotFitTheWeightsAre3AndThoseThatDoAre0() {
        mesh.weigh("v1", "v2", 20);
        mesh.lead("v1", "v1", "v1", "v1", "v1", "v2");
        assertThat(run("verify", "--port", "" + v1, "--samples", "50")).isZero();
        assertThat(out.toString()).contains("v1  40 of 50 connections: 80.0 %", "configured: 80 %",
                "50/50 ✓  PROVEN  2 pods", "the shares are consistent with the weights",
                "a connection stays with the pod it reached");
        mesh.lead("v1", "v1", "v2");
        assertThat(run("verify", "--port", "" + v1, "--samples", "50")).isEqualTo(3);
        assertThat(out.toString()).contains("v2  25 of 50 connections: 50.0 %",
                "the shares are not consistent with the weights", "50/50 ✓  PROVEN  2 pods", "the last of them:");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void reportThatCannotBeWrittenIs74() {
        assertThat(run("verify", "-o", "json=/dev/full")).isEqualTo(74);
        assertThat(err.toString()).contains("twinport: /dev/full could not be written");
        assertThat(out.toString()).contains("2 of 2 routes proven");
    }

    @Test
    void interruptionIs130AndEveryFormHasWhatThereIs() throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        Path json = folder.resolve("report.json");
        Path text = folder.resolve("report.txt");
        mesh.hold(new CountDownLatch(1)); // for ever
        Thread running = Thread.ofVirtual()
                .start(() -> code.set(run("verify", "-o", "json=" + json, "-o", "text=" + text)));
        await().atMost(LONG).until(() -> mesh.underWay.get() == 2);
        running.interrupt();
        running.join();
        assertThat(code).hasValue(130);
        assertThat(json(json).path("interrupted").asBoolean()).isTrue();
        assertThat(text).content().contains(v1 + " → v1  not probed", "Interrupted: these are the results so far.");
        assertThat(out.toString()).contains(v1 + " → v1  not probed", "Interrupted");
    }

    @Test
    void interruptionAfterAWhileKeepsWhatWasFound() throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        Path json = folder.resolve("report.json");
        Thread running = Thread.ofVirtual()
                .start(() -> code.set(run("verify", "--every", "5ms", "-q", "-o", "json=" + json)));
        await().atMost(LONG).until(() -> mesh.connections.get() > 10);
        running.interrupt();
        running.join();
        assertThat(code).hasValue(130);
        assertThat(json(json).path("routes").size()).isEqualTo(2);
        assertThat(out.toString()).containsPattern(v1 + " → v1  \\d+/\\d+ ✓  PROVEN");
    }

    // Expectations.

    @Test
    void expectationOutweighsWhatTheObjectsSay() {
        assertThat(run("verify", "--route", v1 + "=v2")).isEqualTo(1);
        assertThat(out.toString())
                .contains(v1 + " → v1  MISROUTED  v1", "pod v1 logged the message; expected: v2",
                        "expected is v2, but the cluster's objects lead to v1", "0 of 1 routes proven")
                .doesNotContain(v2 + " →");
        assertThat(run("verify", "--route", v1 + "=v1", "--route", v2 + "=v2")).isZero();
    }

    @Test
    void unknownPortsAndSubsetsAreMistakesThatNameTheKnownOnes() {
        assertThat(run("verify", "--route", "1=v1")).isEqualTo(64);
        assertThat(err.toString()).contains("no route has port 1", String.valueOf(v1), String.valueOf(v2));
        assertThat(run("verify", "--route", v1 + "=v9")).isEqualTo(64);
        assertThat(err.toString()).contains("no such subset; there are: v1, v2");
        assertThat(mesh.connections).hasValue(0);
    }

    @Test
    void namedRouteThatIsGoneAtTheEndCannotBeGreen() throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        Thread running = Thread.ofVirtual()
                .start(() -> code.set(run("verify", "--port", "" + v1, "--for", "700ms", "--every", "5ms")));
        await().atMost(LONG).until(() -> mesh.connections.get() > 3);
        mesh.show(List.of("v2"));
        running.join();
        assertThat(code).hasValue(2);
    }

    // Many rounds.

    @Test
    void roundsAreToldAsTalliesAndAFailureInBetweenIsNotForgotten() {
        assertThat(run("verify", "--count", "3", "--every", "1ms")).isZero();
        assertThat(out.toString()).contains(v1 + " → v1  3/3 ✓  PROVEN", v2 + " → v2  3/3 ✓  PROVEN");
        assertThat(err.toString()).contains(v1 + " → v1  PROVEN");
    }

    @Test
    void watchWithoutATerminalIsALineForEachChange() throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        Thread running = Thread.ofVirtual()
                .start(() -> code.set(run("verify", "--watch", "--every", "5ms", "--port", "" + v1)));
        await().atMost(LONG).until(() -> mesh.connections.get() > 5);
        mesh.lead("v1", "v2");
        await().atMost(LONG).until(() -> out.toString().contains("MISROUTED"));
        mesh.lead("v1", "v1");
        await().atMost(LONG).until(() -> lines("PROVEN  v1").size() == 2);
        running.interrupt();
        running.join();
        assertThat(code).hasValue(130);
        assertThat(lines(v1 + " → v1  MISROUTED  v2  pod v2 logged")).hasSize(1);
        assertThat(out.toString()).contains("last failure: ");
    }

    @Test
    void watchInATerminalIsATableThatIsDrawnAnew() {
        screen = Screens.terminal(100, 20, Map.of());
        assertThat(run("verify", "--watch", "--count", "2", "--every", "1ms")).isZero();
        assertThat(out.toString()).contains("ROUTE", "VERDICT", v1 + " → v1", "\u001b[K", "\u001b[J", "2/2");
        assertThat(out.toString()).endsWith("2 of 2 routes proven\n");
    }

    // Forms and manners.

    @Test
    void aFormOnTheStandardOutputIsAloneThere() {
        assertThat(run("verify", "-o", "json")).isZero();
        assertThat(new JsonMapper().readTree(out.toString()).path("routes").size()).isEqualTo(2);
        assertThat(err.toString()).contains("reading the routes", "sending probes");
    }

    @Test
    void quietIsQuiet() {
        assertThat(run("verify", "-q")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void filesAreWrittenWholeBesideTheText() throws IOException {
        Path json = folder.resolve("a.json");
        Path text = folder.resolve("b.txt");
        Files.writeString(json, "before");
        assertThat(run("verify", "-o", "json=" + json, "-o", "text=" + text)).isZero();
        assertThat(json(json).path("routes").size()).isEqualTo(2);
        assertThat(text).hasContent(out.toString());
        assertThat(folder).isDirectoryContaining("glob:**a.json").isDirectoryContaining("glob:**b.txt");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void everyFormCanBeWrittenAlsoOfARunThatWasInterruptedBeforeItsFirstProbe(ReportFormat format) throws Exception {
        String name = format.name().toLowerCase(Locale.ROOT);
        Path whole = folder.resolve("whole");
        assertThat(run("verify", "-o", name + "=" + whole)).isZero();
        assertThat(whole).isNotEmptyFile();
        Path partial = folder.resolve("partial");
        mesh.hold(new CountDownLatch(1)); // for ever
        Thread running = Thread.ofVirtual().start(() -> run("verify", "-o", name + "=" + partial));
        await().atMost(LONG).until(() -> mesh.underWay.get() == 2);
        running.interrupt();
        running.join();
        assertThat(partial).isNotEmptyFile();
    }

    @Test
    void commandsThatShowTheSameByHandStandBelowEachResult() {
        assertThat(run("verify", "--commands", "--context", "shop")).isZero();
        assertThat(out.toString()).contains("\nkubectl --context logs-only -n default logs v1 -c tcp-echo-container",
                "\nprintf '%s\\n' twp-", " | nc -w 2 127.0.0.1 " + v2);
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--commands=powershell")).isZero();
        assertThat(out.toString()).contains("Test-NetConnection");
    }

    @Test
    void addressesAreTakenOutOnRequestAlsoOfTheText() {
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).contains("127.0.0.1");
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--redact", "addresses")).isZero();
        assertThat(out.toString()).contains(v1 + " → v1  PROVEN").doesNotContain("127.0.0.1");
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).doesNotContain("\u001b");
        screen = Screens.terminal(80, 24, Map.of());
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).contains("\u001b[32mPROVEN\u001b[0m");
        screen = Screens.terminal(80, 24, Map.of("NO_COLOR", "1"));
        out.getBuffer().setLength(0);
        assertThat(run("verify")).isZero();
        assertThat(out.toString()).doesNotContain("\u001b");
        assertThat(run("verify", "--color", "always")).isZero();
        assertThat(out.toString()).contains("\u001b[32m");
    }

    private List<String> lines(String part) {
        return Arrays.stream(out.toString().split("\n")).filter(line -> line.contains(part) && line.contains(":"))
                .filter(line -> !line.contains("last failure")).toList();
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(Files.readString(file));
    }

    private int run(String... arguments) {
        PracticeCommand.PracticeRuns noRuns = (_, _) -> {
            throw new ClusterException(ClusterException.Cause.REFUSED, Message.of("cli.noRoutes"));
        };
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), new Wording(Wording.ENGLISH),
                screen);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("--timeout=20s");
        return TwinportCommand.commandLine(_ -> 8, new OneMesh(), noRuns, terminal, Clock.systemUTC(), false)
                .execute(words.toArray(String[]::new));
    }
}
