package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.dialect.Recognised;
import dev.twinport.dialect.Recognised.Sign;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Doubts.Quiet;
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
import java.util.ArrayList;
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

    /** Outcome, pod and reasons; what a sentence says besides is shown where it is a command to be typed. */
    private static String describe(Verdict verdict) {
        return verdict.outcome() + verdict.pod().map(pod -> " " + pod.name()).orElse("") + " "
                + verdict.reasons().stream().map(JudgeTest::describe).collect(Collectors.joining(" "));
    }

    private static String describe(Message reason) {
        return reason.key()
                + reason.arguments().stream().map(Object::toString).filter(argument -> argument.startsWith("kubectl "))
                        .map(argument -> " `" + argument + "`").collect(Collectors.joining());
    }

    private static Evidence evidence(Path file) throws IOException {
        Properties seen = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            seen.load(in);
        }
        return new Evidence(new Token("twp-bcdfghjklm"), pods(seen, "expected"), contact(seen),
                Optional.ofNullable(seen.getProperty("banner")), dialect(seen),
                pods(seen, "loggedBy").stream()
                        .map(pod -> new Mention(pod, "tcp-echo-container", Instant.EPOCH, "Received twp-bcdfghjklm"))
                        .toList(),
                pods(seen, "watched"),
                pods(seen, "unwatched").stream().sorted((a, b) -> a.name().compareTo(b.name()))
                        .map(pod -> new Unwatched(pod, why(seen, pod))).toList(),
                doubts(seen), sentences(seen, "knownProblems"), timings(seen));
    }

    private static Message why(Properties seen, PodName pod) {
        String why = seen.getProperty("why." + pod.name());
        return why == null ? Message.of("proof.logNotOpenInTime", pod.toString()) : sentence(why);
    }

    /** {@code istio-tcp-echo(one) ECHO LOG}: name, version, signs. */
    private static Optional<Recognised> dialect(Properties seen) {
        List<String> words = list(seen, "dialect").toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String[] name = words.getFirst().split("[()]");
        return Optional.of(new Recognised(name[0], name.length == 1 ? Optional.empty() : Optional.of(name[1]),
                words.stream().skip(1).map(Sign::valueOf).collect(Collectors.toSet())));
    }

    private static Doubts doubts(Properties seen) {
        return new Doubts(
                pods(seen, "strays")
                        .stream().map(pod -> new Mention(pod, "app", Instant.EPOCH, "saw twp-bcdfghjklm")).toList(),
                pods(seen, "lost"),
                pods(seen, "quiet").stream().map(pod -> new Quiet(pod, "app", list(seen, "otherContainers").toList()))
                        .toList(),
                Optional.ofNullable(seen.getProperty("otherEcho")),
                Optional.ofNullable(seen.getProperty("unread")).map(JudgeTest::sentence));
    }

    private static List<Message> sentences(Properties seen, String key) {
        return Arrays.stream(seen.getProperty(key, "").split(", *")).filter(text -> !text.isEmpty())
                .map(JudgeTest::sentence).toList();
    }

    /** {@code key|argument|argument}; an argument that begins with {@code @} is a sentence, to the end. */
    private static Message sentence(String text) {
        int nested = text.indexOf("|@");
        List<Object> words = new ArrayList<>(List.of((nested < 0 ? text : text.substring(0, nested)).split("\\|")));
        if (nested >= 0) {
            words.add(sentence(text.substring(nested + 2)));
        }
        return new Message(words.removeFirst().toString(), words);
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
            case "failed" -> new Contact.Failed(sentence(words[1]));
            case "notTried" -> new Contact.NotTried(sentence(words[1]));
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
