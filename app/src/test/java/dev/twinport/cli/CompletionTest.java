package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompletionTest {

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "ve | verify :4", "verify --ro | --route :4",
            "verify --co | --color --commands --container --context --count :4", "verify --color a | always auto :4",
            "verify --dialect go | go-echo :4", "verify --kubeconfig x | :0" })
    void theLastWordIsCompletedAndWhatIsUnknownMayBeAFile(String line, String expected) {
        assertThat(complete(line.split(" "))).containsExactly(expected.split(" "));
    }

    @Test
    void commandsAreOfferedWithoutOptionsAndWithoutWhatIsForPrograms() {
        assertThat(complete("")).contains("verify", "routes", "practice", "completion").doesNotContain("__complete")
                .noneMatch(word -> word.startsWith("-"));
    }

    @Test
    void formsOfOutputAreOffered() {
        assertThat(complete("verify", "-o", "")).contains("text", "json", ":4");
    }

    /** bash itself sources what is printed and completes by it. */
    @Test
    @EnabledOnOs({ OS.LINUX, OS.MAC })
    void bashCompletesByWhatIsPrinted(@TempDir Path folder) throws IOException {
        run("completion", "bash");
        Path script = folder.resolve("completion.bash");
        Files.writeString(script, out.toString());
        Process bash = new ProcessBuilder("bash", "-c",
                "source " + script + "; COMP_WORDS=(twinport verify --ro); COMP_CWORD=2; _complete_twinport;"
                        + " echo \"${COMPREPLY[@]}\"").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("--route\n");
    }

    @Test
    void fishAsksTheProgram() {
        run("completion", "fish");
        assertThat(out.toString()).contains("twinport __complete", "complete -c twinport");
        assertThat(run("completion", "tcsh")).isEqualTo(ExitCode.USAGE);
    }

    private List<String> complete(String... words) {
        run(Stream.concat(Stream.of("__complete"), Arrays.stream(words)).toArray(String[]::new));
        return out.toString().lines().toList();
    }

    private int run(String... arguments) {
        ClusterException none = new ClusterException(ClusterException.Cause.REFUSED, Message.of("cli.noRoutes"));
        Clusters noClusters = new Clusters() {
            @Override
            public Cluster practice(Consumer<Message> progress) throws ClusterException {
                throw none;
            }

            @Override
            public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException {
                throw none;
            }
        };
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(new StringWriter()),
                new Wording(Wording.ENGLISH), Screens.FILES);
        CommandLine line = TwinportCommand.commandLine(_ -> 8, noClusters, (_, _) -> {
            throw none;
        }, terminal, Clock.systemUTC(), false);
        return line.execute(arguments);
    }
}
