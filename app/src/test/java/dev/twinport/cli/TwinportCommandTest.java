package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.practice.faults.Fault;
import dev.twinport.practice.faults.FaultCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TwinportCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<KubeconfigChoice> opened = new ArrayList<>();
    private ClusterException failure = new ClusterException(ClusterException.Cause.UNREACHABLE,
            Message.of("cli.noRoutes"));

    private @Nullable RuntimeException mistake;
    private boolean stackTraces;

    /** Clusters that cannot be opened, for the reason the test sets. */
    private final class Unopenable implements Clusters {
        @Override
        public Cluster practice(Consumer<Message> progress) throws ClusterException {
            throw failure;
        }

        @Override
        public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException {
            opened.add(choice);
            if (mistake != null) {
                throw mistake;
            }
            throw failure;
        }
    }

    @ParameterizedTest
    @EnumSource(ClusterException.Cause.class)
    void clusterThatCannotBeReadIsOneSentenceAndAnExitCodeOtherThanZero(ClusterException.Cause cause) {
        failure = new ClusterException(cause, Message.of("cli.noRoutes"));
        int code = run("verify");
        assertThat(code).isEqualTo(ExitCode.of(cause)).isNotZero();
        assertThat(err.toString()).startsWith("twinport: There is no TCP route here").doesNotContain("Exception",
                "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "KUBECONFIG_UNREADABLE, 64", "NO_SUCH_CONTEXT, 64", "NO_SUCH_NAMESPACE, 64", "UNAUTHORIZED, 2",
            "UNREACHABLE, 2", "NO_ANSWER, 2", "FORBIDDEN, 2", "CANCELLED, 130" })
    void exitCodesTellAMistakeOfTheUserFromAClusterThatCannotBeSeen(ClusterException.Cause cause, int code) {
        failure = new ClusterException(cause, Message.of("cli.noRoutes"));
        assertThat(run("routes")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "verify --bogus | Unknown option: '--bogus'",
            "verify --port abc | Invalid value for option '--port'",
            "verify --timeout 0 | Invalid value for option '--timeout'", "verify --timeout NaN | is no length of time",
            "verify --timeout 2h | --timeout must be at most 1h", "verify --for 0s | --for",
            "verify --every -1s | --every", "verify --count 0 | --count must be from 1",
            "verify --parallel 0 | --parallel must be from 1 to 1000",
            "verify --samples 10001 | --samples must be from 1 to 10000",
            "verify --samples 10 --watch | --samples measures once", "verify --route 31400 | PORT=SUBSET",
            "verify --route 31400=v1 --route 31400=v2 | names port 31400 twice",
            "verify -o xml | there is no format 'xml'", "verify -o json= | the name of the file is missing",
            "verify -o text -o json | only one form", "verify -o json=/nowhere/at/all.json | no folder /nowhere/at",
            "verify -o json=. | . is a folder", "verify -o json=a -o text=./a | is named twice",
            "verify --color sometimes | --color", "practice --fault subset-mising | TWP-05a-subset-missing",
            "practice --fault nonsense | There are: TWP-",
            "practice --fault TWP-12 | cannot exist in a practice cluster",
            "practice --seed 7 | --seed goes with --fault random", "practice --reveal | --reveal goes with",
            "practice --empty --fault TWP-06 | which --empty leaves out", "practice -o xml | -o",
            "verify --fault TWP-06 | --practice", "verify --practice --fault TWP-99 | no fault TWP-99",
            "frobnicate | Unmatched argument" })
    void mistakesOnTheCommandLineEndWith64AndSayWhat(String arguments, String sentence) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(sentence).contains("--help");
        assertThat(opened).isEmpty();
    }

    @Test
    void kubectlsOptionsReachTheCluster() {
        run("verify", "--kubeconfig", "/tmp/k", "--context", "stage", "-n", "shop");
        assertThat(opened).containsExactly(
                new KubeconfigChoice(Optional.of(Path.of("/tmp/k")), Optional.of("stage"), Optional.of("shop")));
    }

    @Test
    void verifyWithoutAKubeconfigNeverTakesThePracticeCluster() {
        failure = new ClusterException(ClusterException.Cause.KUBECONFIG_UNREADABLE, Message.of("cli.noRoutes"));
        assertThat(run("verify")).isEqualTo(ExitCode.USAGE);
        assertThat(opened).containsExactly(KubeconfigChoice.CURRENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aMistakeOfTheProgramIsNoVerdictAndShowsItsStackTraceOnlyOnRequest(boolean asked) {
        mistake = new IllegalStateException("quotes a token");
        stackTraces = asked;
        assertThat(run("verify")).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(err.toString()).startsWith("twinport: An unexpected failure").contains("IllegalStateException");
        assertThat(err.toString().contains("\tat ")).isEqualTo(asked);
        assertThat(err.toString().contains("quotes a token")).isEqualTo(asked);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void versionAndHelpNeedNoCluster() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("twinport \\d+\\.\\d+\\.\\d+\\R");
        assertThat(run("verify", "--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "--practice");
        assertThat(opened).isEmpty();
    }

    @Test
    void anUnknownPreparedUserIsAMistakeThatIsToldWithTheKnownOnes() {
        assertThat(run("practice", "--as", "nobody")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'nobody'", "viewer, viewer-without-logs, namespace-viewer");
    }

    @Test
    void faultsAreListedForPeopleAndForProgramsWithoutACluster() {
        assertThat(run("practice", "--list-faults")).isZero();
        assertThat(out.toString()).contains("TWP-05a", "subset-missing", "TWP-12")
                .doesNotContain("closed at once without a byte");
        assertThat(run("practice", "--list-faults", "-v")).isZero();
        assertThat(out.toString()).contains("closed at once without a byte");
        out.getBuffer().setLength(0);
        assertThat(run("practice", "--list-faults", "-o", "json")).isZero();
        JsonNode list = new JsonMapper().readTree(out.toString());
        assertThat(list.path("faults").valueStream().map(fault -> fault.path("id").asString()))
                .containsExactlyElementsOf(FaultCatalogue.read().faults().stream().map(Fault::id).toList());
        assertThat(list.at("/faults/0/symptoms/31400/connect").asString()).isNotEmpty();
        assertThat(list.path("unavailable")).hasSize(3);
    }

    @Test
    void theTrainerIsToldWhatASeedStandsFor() {
        assertThat(run("practice", "--reveal", "--fault", "random", "--seed", "7")).isZero();
        assertThat(out.toString()).startsWith(FaultCatalogue.read().random(7).id() + " ");
    }

    @Test
    void withoutACommandTheWindowIsOpenedWithTheOptionsGiven() {
        assertThat(run("--practice")).isEqualTo(7);
        assertThat(run()).isEqualTo(8);
    }

    private int run(String... arguments) {
        PracticeCommand.PracticeRuns noRuns = (_, _) -> {
            throw failure;
        };
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), new Wording(Wording.ENGLISH),
                Screens.FILES);
        return TwinportCommand.commandLine(options -> options.practice() ? 7 : 8, new Unopenable(), noRuns, terminal,
                Clock.systemUTC(), stackTraces).execute(arguments);
    }
}
