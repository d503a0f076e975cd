package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.route.PodName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The grid of evidence and verdict. A case is a folder under {@code src/test/resources/proof/verdicts}: what was
 * observed in {@code evidence.properties}, what it must come to in {@code expected.txt}.
 */
class JudgeTest {

    private static final Path CASES = Path.of("src/test/resources/proof/verdicts");

    static Stream<String> cases() throws IOException {
        return Files.list(CASES).map(folder -> folder.getFileName().toString()).sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verdictIsTheExpectedOne(String name) throws IOException {
        Verdict verdict = Judge.judge(evidence(CASES.resolve(name).resolve("evidence.properties")));
        assertThat(describe(verdict)).isEqualTo(Files.readString(CASES.resolve(name).resolve("expected.txt")).strip());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyReasonCanBeSaidInBothLanguages(String name) throws IOException {
        Verdict verdict = Judge.judge(evidence(CASES.resolve(name).resolve("evidence.properties")));
        for (Wording wording : List.of(new Wording(Wording.ENGLISH), new Wording(Wording.CHINESE))) {
            // The other rooms' sentences are theirs to test.
            assertThat(verdict.reasons()).filteredOn(reason -> reason.key().startsWith("proof."))
                    .allSatisfy(reason -> assertThat(wording.say(reason)).isNotBlank().doesNotContain("{0}", "{1}"));
        }
    }

    private static String describe(Verdict verdict) {
        return verdict.outcome() + verdict.pod().map(pod -> " " + pod.name()).orElse("") + " "
                + verdict.reasons().stream().map(Message::key).collect(Collectors.joining(" "));
    }

    private static Evidence evidence(Path file) throws IOException {
        Properties seen = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            seen.load(in);
        }
        return new Evidence(new Token("twp-bcdfghjklm"), pods(seen, "expected"), contact(seen),
                Optional.ofNullable(seen.getProperty("banner")), Optional.empty(),
                pods(seen, "loggedBy").stream()
                        .map(pod -> new Mention(pod, "tcp-echo-container", Instant.EPOCH, "Received twp-bcdfghjklm"))
                        .toList(),
                pods(seen, "watched"),
                pods(seen, "unwatched").stream().sorted((a, b) -> a.name().compareTo(b.name()))
                        .map(pod -> new Unwatched(pod, Message.of("proof.logNotOpenInTime", pod.toString()))).toList(),
                Doubts.NONE, list(seen, "knownProblems").map(Message::of).toList(), timings(seen));
    }

    private static Timings timings(Properties seen) {
        return new Timings(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.ofNullable(seen.getProperty("echoedAfterMillis")).map(Long::valueOf).map(Duration::ofMillis),
                Optional.empty());
    }

    private static Contact contact(Properties seen) {
        String[] words = seen.getProperty("contact").split(" ");
        return switch (words[0]) {
            case "open" -> new Contact.Open();
            case "failed" -> new Contact.Failed(Message.of(words[1]));
            case "notTried" -> new Contact.NotTried(Message.of(words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static Set<PodName> pods(Properties seen, String key) {
        return list(seen, key).map(name -> new PodName("default", name)).collect(Collectors.toSet());
    }

    private static Stream<String> list(Properties seen, String key) {
        return Arrays.stream(seen.getProperty(key, "").split("[, ]+")).filter(word -> !word.isEmpty());
    }
}
