package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import dev.twinport.route.RouteGridTest;
import dev.twinport.session.RouteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assumptions;

class EquivalentsTest {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);

    /** Any words but those no program can be given: NUL ends a word, and halves of characters are no UTF-8. */
    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<Character> characters = Arbitraries
                .oneOf(Arbitraries.chars().all(),
                        Arbitraries.of('\'', '"', '$', '`', '\\', '!', '\n', '\t', ' ', '*', '~', '=', '-', '\u2019',
                                '\u201b', ',', '@', '{', ';', '&', '|', '#', '%'))
                .filter(character -> character != 0 && !Character.isSurrogate(character));
        return characters.list().ofMaxSize(12)
                .map(list -> list.stream().map(String::valueOf).collect(Collectors.joining())).list().ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 60)
    void bashGetsExactlyTheWord(@ForAll @From("words") List<String> words) throws Exception {
        String command = "printf '%s\\0'"
                + words.stream().map(word -> " " + Shell.BASH.word(word)).collect(Collectors.joining());

        assertThat(bash(command)).isEqualTo(words.stream().map(word -> word + "\0").collect(Collectors.joining()));
    }

    @Property
    void powerShellReadsExactlyTheWord(@ForAll @From("words") List<String> words) {
        words.forEach(word -> assertThat(readByPowerShell(Shell.POWERSHELL.word(word))).isEqualTo(word));
    }

    @Example
    void ordinaryWordsAreWrittenWithoutQuotes() {
        for (String word : List.of("tcp-echo", "-n", "--all-namespaces", "31400", "10.200.1.1", "a/b.c",
                "istio=ingressgateway")) {
            assertThat(Shell.BASH.word(word)).isEqualTo(word);
            assertThat(Shell.POWERSHELL.word(word)).isEqualTo(word);
        }
        assertThat(Shell.BASH.word("app=a,version=v1")).isEqualTo("app=a,version=v1");
        assertThat(Shell.POWERSHELL.word("app=a,version=v1")).isEqualTo("'app=a,version=v1'");
        assertThat(Shell.BASH.word("")).isEqualTo("''");
    }

    @Example
    void theCommandsForTheTutorialInBash() throws IOException {
        RouteResult result = ReportSamples.results("healthy-tutorial", Way.ASTRAY).getFirst();
        String token = result.kept().getFirst().evidence().token().text();

        assertThat(texts(result, Shell.BASH)).containsExactly(
                "kubectl --context training -n istio-system get service istio-ingressgateway -o wide",
                "kubectl --context training get pods --all-namespaces -l istio=ingressgateway -o wide",
                "kubectl --context training -n default get gateways.networking.istio.io/tcp-echo-gateway "
                        + "virtualservices.networking.istio.io/tcp-echo services/tcp-echo "
                        + "destinationrules.networking.istio.io/tcp-echo -o yaml",
                "kubectl --context training -n default get pods -l app=tcp-echo,version=v1 -o wide",
                "kubectl --context training -n default get endpointslices -l kubernetes.io/service-name=tcp-echo",
                "printf '%s\\n' " + token + " | nc -w 2 203.0.113.7 31400",
                "kubectl --context training -n default logs tcp-echo-v1-a -c tcp-echo-container | grep -aF " + token,
                "kubectl --context training -n default logs tcp-echo-v2-b -c tcp-echo-container | grep -aF " + token);
    }

    @Example
    void theCommandsForTheTutorialInPowerShell() throws IOException {
        List<String> texts = texts(ReportSamples.results("healthy-tutorial", Way.WELL).getFirst(), Shell.POWERSHELL);

        assertThat(texts).contains("Test-NetConnection 203.0.113.7 -Port 31400",
                "kubectl --context training -n default get pods -l 'app=tcp-echo,version=v1' -o wide");
        assertThat(texts)
                .anyMatch(text -> text.contains("New-Object System.Net.Sockets.TcpClient('203.0.113.7', 31400)"));
        assertThat(texts.getLast()).contains(" | Select-String -SimpleMatch twp-");
    }

    @Example
    void theKindsOfTheGatewayApiAreAskedForByTheirGroup() throws IOException {
        String name = RouteGridTest.cases().filter(one -> one.startsWith("gateway-api-healthy")).findFirst()
                .orElseThrow();
        RouteResult result = ReportSamples.results(name, Way.WELL).stream()
                .filter(one -> one.route().routing().filter(object -> object.kind().equals("TCPRoute")).isPresent())
                .findFirst().orElseThrow();

        assertThat(String.join("\n", texts(result, Shell.BASH))).contains("gateways.gateway.networking.k8s.io/")
                .contains("tcproutes.gateway.networking.k8s.io/");
    }

    @Example
    void bashUnderstandsTheCommandsOfEveryCaseWhateverThingsAreCalled() throws Exception {
        StringBuilder script = new StringBuilder();
        for (String name : RouteGridTest.cases().toList()) {
            Report report = Rewritten.with(ReportSamples.of(name, Way.ASTRAY), text -> text + "'\"$(exit 1)`;&|<\n");
            for (RouteResult result : report.results()) {
                Equivalents.of(result, Optional.of("a'b$c"), Shell.BASH)
                        .forEach(command -> script.append(command.text()).append('\n'));
            }
        }
        Path file = Files.createTempFile("commands", ".sh");
        try {
            Files.writeString(file, script);

            assertThat(bash("bash -n " + Shell.BASH.word(file.toString()) + " 2>&1")).isEmpty();
        } finally {
            Files.delete(file);
        }
    }

    @Example
    void everyCommandSaysWhatItShows() throws IOException {
        for (Shell shell : Shell.values()) {
            Equivalents.of(ReportSamples.results("weights", Way.WELL).getFirst(), Optional.empty(), shell)
                    .forEach(command -> assertThat(ENGLISH.say(command.shows())).isNotBlank());
        }
    }

    private static List<String> texts(RouteResult result, Shell shell) {
        return Equivalents.of(result, Optional.of("training"), shell).stream().map(Command::text).toList();
    }

    private static String bash(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "--norc", "-s").redirectErrorStream(false);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            Assumptions.abort("no bash here: " + e.getMessage());
            return "";
        }
        process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    /**
     * The word as PowerShell reads it in argument mode: about_Quoting_Rules and about_Parsing of its documentation. A
     * word without quotes may hold only what stands for itself.
     */
    private static String readByPowerShell(String written) {
        String quotes = "'\u2018\u2019\u201a\u201b";
        if (quotes.indexOf(written.charAt(0)) < 0) {
            assertThat(written).doesNotContainPattern("[\\s'\"`$(){};,|&<>@#\u2018-\u201f\u2013-\u2015]");
            return written;
        }
        List<Integer> read = new ArrayList<>();
        int at = 1;
        while (true) {
            char character = written.charAt(at);
            if (quotes.indexOf(character) >= 0) {
                if (at == written.length() - 1) {
                    return read.stream().map(Character::toString).collect(Collectors.joining());
                }
                // Two of them stand for the second.
                at++;
                assertThat(quotes.indexOf(written.charAt(at))).as("ends early: " + written).isNotNegative();
            }
            read.add((int) written.charAt(at));
            at++;
        }
    }
}
