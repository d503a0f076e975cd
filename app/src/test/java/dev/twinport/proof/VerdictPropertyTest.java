package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.GoEchoPod;
import dev.twinport.proof.EchoWitness.Named;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.route.PodName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * From bytes and log lines to the verdict: however the bytes are cut, whatever other clients send to the same pods, and
 * wherever their lines stand, the verdict is the same.
 */
class VerdictPropertyTest {

    private static final Token TOKEN = new Token("twp-bcdfghjklm");
    private static final PodName V1 = new PodName("default", "v1-a");
    private static final PodName V2 = new PodName("default", "v2-a");

    /** What other clients send: nothing, ordinary lines, half a token, the token's record as they would forge it. */
    @Provide
    Arbitrary<List<String>> others() {
        String raw = GoEchoPod.raw(GoEchoPod.uuid(9), bytes(TOKEN.text()));
        return Arbitraries
                .of("hello\n", "a\nb\nc\n", "twp-bcdfgh", "x\n" + raw + "\n", raw, "\n\n" + raw + "\n" + raw,
                        "x\n" + GoEchoPod.raw(GoEchoPod.uuid(9), bytes("\n".repeat(80))) + "\n", "x\r" + raw + "\r\n",
                        "x\n" + GoEchoPod.text(GoEchoPod.uuid(9), bytes("\n")).getFirst() + "\n" + raw + "\n", "\0\n")
                .list().ofMaxSize(6);
    }

    @Property(tries = 300)
    void tutorialsServersVerdictIsTheSame(@ForAll @Size(max = 10) List<@IntRange(min = 1, max = 9) Integer> cuts,
            @ForAll("others") List<String> atV1, @ForAll("others") List<String> atV2, @ForAll boolean astray,
            @ForAll Random random) {
        PodName taken = astray ? V2 : V1;
        List<List<String>> ours = reads(1, TOKEN.text() + "\n", cuts);
        List<List<String>> v1 = mixed(astray ? List.of() : ours, atV1, random);
        List<List<String>> v2 = mixed(astray ? ours : List.of(), atV2, random);
        Verdict verdict = judge("Running on Pod " + taken.name() + ".\n" + TOKEN.text() + "\n", cuts, lines(v1),
                lines(v2));
        assertThat(verdict.outcome()).isEqualTo(astray ? Outcome.MISROUTED : Outcome.PROVEN);
        assertThat(verdict.pod()).contains(taken);
        assertThat(verdict.reasons()).hasSize(1);
    }

    @Property(tries = 300)
    void istiosServersVerdictIsTheSame(@ForAll @Size(max = 10) List<@IntRange(min = 1, max = 9) Integer> cuts,
            @ForAll("others") List<String> atV1, @ForAll("others") List<String> atV2, @ForAll boolean astray,
            @ForAll Random random) {
        PodName taken = astray ? V2 : V1;
        List<String> v1 = requests("one", astray ? Optional.empty() : Optional.of(TOKEN.text()), atV1, random);
        List<String> v2 = requests("two", astray ? Optional.of(TOKEN.text()) : Optional.empty(), atV2, random);
        Verdict verdict = judge((astray ? "two " : "one ") + TOKEN.text() + "\n", cuts, v1, v2);
        assertThat(verdict.outcome()).isEqualTo(astray ? Outcome.MISROUTED : Outcome.PROVEN);
        assertThat(verdict.pod()).contains(taken);
        assertThat(verdict.reasons()).hasSize(1);
    }

    @Property(tries = 300)
    void whatIsMissingOfALogIsNeverAWrongVerdict(@ForAll("others") List<String> atV1,
            @ForAll("others") List<String> atV2, @ForAll @IntRange(max = 60) int from,
            @ForAll @IntRange(min = 1, max = 60) int count, @ForAll Random random) {
        List<String> v1 = lines(mixed(reads(1, TOKEN.text() + "\n", List.of()), atV1, random));
        List<String> v2 = lines(mixed(List.of(), atV2, random));
        LogWitness one = witness(V1, v1, from, count);
        LogWitness other = witness(V2, v2, from, count);
        Verdict verdict = judge("Running on Pod v1-a.\n" + TOKEN.text() + "\n", List.of(), one, other);
        assertThat(verdict.outcome()).isIn(Outcome.PROVEN, Outcome.INCONCLUSIVE);
    }

    private static Verdict judge(String received, List<Integer> cuts, List<String> v1, List<String> v2) {
        return judge(received, cuts, witness(V1, v1, v1.size(), 0), witness(V2, v2, v2.size(), 0));
    }

    private static Verdict judge(String received, List<Integer> cuts, LogWitness v1, LogWitness v2) {
        EchoWitness echo = new EchoWitness(TOKEN, Optional.empty());
        byte[] bytes = bytes(received);
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int to = Math.min(bytes.length, from + (i < cuts.size() ? cuts.get(i) : bytes.length));
            echo.feed(bytes, from, to);
            from = to;
        }
        Optional<Named> greeted = echo.pod(Dialect.BUILT_IN, true);
        List<LogWitness> logs = List.of(v1, v2);
        return Judge.judge(new Evidence(TOKEN, Set.of(V1), new Contact.Open(), greeted.map(Named::pod),
                Recognition.of(Optional.empty(), greeted, echo, logs),
                logs.stream().flatMap(log -> log.mentions().stream()).toList(), Set.of(V1, V2), List.of(), Doubts.NONE,
                List.of(), new Timings(Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.of(Duration.ofMillis(1)).filter(_ -> echo.hasCome()), Optional.empty())));
    }

    /** Reads the log of which some lines are missing. */
    private static LogWitness witness(PodName pod, List<String> lines, int from, int count) {
        LogWitness witness = new LogWitness(TOKEN, pod, "app", Optional.empty());
        int start = Math.min(from, lines.size());
        int end = Math.min(start + count, lines.size());
        lines.subList(0, start).forEach(line -> witness.read(GoEchoPod.line(line)));
        if (end > start) {
            witness.lost();
        }
        lines.subList(end, lines.size()).forEach(line -> witness.read(GoEchoPod.line(line)));
        witness.finish();
        return witness;
    }

    private static List<List<String>> reads(int connection, String stream, List<Integer> cuts) {
        byte[] bytes = bytes(stream);
        List<List<String>> entries = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int to = Math.min(bytes.length, from + (i < cuts.size() ? cuts.get(i) : bytes.length));
            entries.addAll(GoEchoPod.read(GoEchoPod.uuid(connection), Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        return entries;
    }

    /** The entries, with each of the others' texts read by a connection of its own somewhere among them. */
    private static List<List<String>> mixed(List<List<String>> ours, List<String> others, Random random) {
        List<List<String>> all = new ArrayList<>(ours);
        for (int i = 0; i < others.size(); i++) {
            int at = 0;
            for (List<String> entry : reads(20 + i, others.get(i), List.of())) {
                at += random.nextInt(all.size() - at + 1);
                all.add(at++, entry);
            }
        }
        return all;
    }

    private static List<String> requests(String prefix, Optional<String> ours, List<String> others, Random random) {
        List<String> lines = new ArrayList<>();
        Stream.concat(ours.stream(), others.stream().flatMap(text -> Stream.of(text.split("\n", -1)))).forEach(line -> {
            int request = random.nextInt(lines.size() + 1);
            lines.add(request, "request: " + line);
            lines.add(request + 1 + random.nextInt(lines.size() - request), "response: " + prefix + " " + line);
        });
        return lines;
    }

    private static List<String> lines(List<List<String>> entries) {
        return entries.stream().flatMap(List::stream).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
