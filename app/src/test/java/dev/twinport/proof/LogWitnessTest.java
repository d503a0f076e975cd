package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.DialectFile;
import dev.twinport.dialect.GoEchoPod;
import dev.twinport.dialect.RawLine;
import dev.twinport.route.PodName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LogWitnessTest {

    private static final PodName POD = new PodName("default", "v1-a");
    private static final String TOKEN = "twp-bcdfghjklm";
    private static final String OURS = GoEchoPod.uuid(1);
    private static final String THEIRS = GoEchoPod.uuid(2);

    /** What another client may send to the same pod: looks like the token's record, and is none. */
    @Provide
    Arbitrary<String> forgeries() {
        String raw = GoEchoPod.raw(GoEchoPod.uuid(3), TOKEN.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.of("x\n" + raw + "\n", "\n" + raw, "\n" + raw + "\n" + raw + "\n", "\n\n\n", "one\r" + raw,
                "\n" + GoEchoPod.raw(GoEchoPod.uuid(3), "\n".repeat(50).getBytes(StandardCharsets.UTF_8)) + "\n"
                        + GoEchoPod.text(GoEchoPod.uuid(3), new byte[] { '\n' }).getFirst() + "\n",
                "\nrequest: twp-\nbcdfghjklm\n", "twp-bcdfghjkl", "\ntwp-bcdfghjkl\nm");
    }

    @Property
    void tokenIsFoundHoweverItsBytesAreReadAndWhateverOthersWrite(@ForAll @StringLength(max = 30) String before,
            @ForAll @StringLength(max = 30) String after,
            @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 12) Integer> cuts, @ForAll("forgeries") String forgery,
            @ForAll Random random) {
        List<List<String>> entries = reads(OURS, before + TOKEN + after, cuts);
        mixIn(entries, reads(THEIRS, forgery, List.of()), random);
        assertThat(witness(entries).hasMentions()).isTrue();
    }

    @Property
    void forgeryAloneIsNoMention(@ForAll("forgeries") String one, @ForAll("forgeries") String other,
            @ForAll Random random) {
        List<List<String>> entries = reads(THEIRS, one, List.of());
        mixIn(entries, reads(GoEchoPod.uuid(4), other, List.of()), random);
        LogWitness witness = witness(entries);
        witness.finish();
        assertThat(witness.mentions()).isEmpty();
    }

    @Property
    void forgeryIsNoMentionAfterMissingLinesEither(@ForAll("forgeries") String forgery,
            @ForAll @IntRange(max = 8) int missing) {
        List<String> lines = reads(THEIRS, forgery, List.of()).stream().flatMap(List::stream).toList();
        LogWitness witness = new LogWitness(new Token(TOKEN), POD, "app", Optional.empty());
        witness.lost();
        lines.stream().skip(missing).forEach(line -> witness.read(GoEchoPod.line(line)));
        witness.finish();
        assertThat(witness.mentions()).isEmpty();
        assertThat(witness.hasLost()).isTrue();
    }

    @Property
    void requestOfIstiosServerIsFoundAmongOthers(@ForAll @IntRange(max = 6) int at,
            @ForAll @IntRange(max = 30) int cut) {
        List<RawLine> lines = new ArrayList<>();
        Stream.of("listening on [::]:9000, prefix: one", "request: hello", "response: one hello", "request: request: x",
                "response: one request: x", "request: a\0b\rc").forEach(text -> lines.add(line(text, false)));
        // A long line comes in pieces, and the token may be cut by them.
        String text = "request: " + "x".repeat(20 - Math.min(20, cut)) + TOKEN + "y".repeat(10);
        int piece = Math.min(text.length(), 10 + cut % 20);
        lines.add(at, line(text.substring(piece), false));
        lines.add(at, line(text.substring(0, piece), true));
        LogWitness witness = new LogWitness(new Token(TOKEN), POD, "app", Optional.empty());
        lines.forEach(witness::read);
        assertThat(witness.hasMentions()).isTrue();
        assertThat(witness.dialectOfMention()).map(Dialect::name).contains("istio-tcp-echo");
    }

    @Property
    void nothingIsFoundInBrokenLinesAndNothingFails(@ForAll @Size(max = 40) List<@StringLength(max = 60) String> texts,
            @ForAll Random random, @ForAll @IntRange(max = 2) int which) throws Exception {
        Optional<Dialect> dialect = which == 2 ? Optional.of(custom())
                : Dialect.BUILT_IN.stream().skip(which).findFirst();
        LogWitness witness = new LogWitness(new Token(TOKEN), POD, "app",
                random.nextBoolean() ? dialect : Optional.empty());
        for (String text : texts) {
            String start = List
                    .of("", "request: ", "msg=", GoEchoPod.raw(OURS, new byte[] { 1, 2 }),
                            GoEchoPod.text(OURS, new byte[] { 1, 2 }).getFirst(), "2026/11/24 18:00:01 ")
                    .get(random.nextInt(6));
            witness.read(line(start + text, random.nextInt(5) == 0));
            if (random.nextInt(9) == 0) {
                witness.lost();
            }
        }
        witness.finish();
        assertThat(witness.mentions()).isEmpty();
    }

    @Test
    void tokenThatTwoReadsCutIsShownByBothTheirEntries() {
        LogWitness witness = witness(reads(OURS, "twp-bcdfghjklm\n", List.of(7)));
        assertThat(witness.mentions()).extracting(Mention::text).containsExactly(
                GoEchoPod.raw(OURS, "twp-bcd".getBytes(StandardCharsets.UTF_8)),
                GoEchoPod.raw(OURS, "fghjklm\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void messageAmongTwentyOfOneReadIsShownByTheEntryAndItsOwnLine() {
        String read = String.join("\n", IntStream.range(0, 20).mapToObj(i -> i == 13 ? TOKEN : "m" + i).toList());
        LogWitness witness = witness(reads(OURS, read, List.of()));
        assertThat(witness.mentions()).hasSize(2).extracting(Mention::text).contains(TOKEN);
    }

    @Test
    void halfATokenInEachOfTwoConnectionsIsNone() {
        List<List<String>> entries = reads(OURS, "twp-bcd", List.of());
        entries.addAll(reads(THEIRS, "fghjklm", List.of()));
        assertThat(witness(entries).hasMentions()).isFalse();
    }

    @Test
    void lineOfNoDialectCountsByItsBareTokenAndNotWhereADialectWasAskedFor() {
        assertThat(read(Optional.empty(), "got " + TOKEN).mentions()).hasSize(1);
        LogWitness asked = read(Dialect.builtIn("go-echo"), "got " + TOKEN);
        assertThat(asked.mentions()).isEmpty();
        assertThat(asked.strays()).hasSize(1);
    }

    @Test
    void describedDialectsRecordCountsAndAnotherLineDoesNot() throws Exception {
        assertThat(read(Optional.of(custom()), "msg=" + TOKEN).mentions()).hasSize(1);
        assertThat(read(Optional.of(custom()), "error at " + TOKEN).mentions()).isEmpty();
        assertThat(read(Optional.of(custom()), "error\rmsg=" + TOKEN).mentions()).isEmpty();
    }

    @Test
    void expressionThatWouldNeverEndIsGivenUp() throws Exception {
        Dialect slow = DialectFile.parse("slow.yaml", "name: slow\nlog: '^(?<message>(x+)+)$'\n");
        LogWitness witness = read(Optional.of(slow), "x".repeat(5_000) + "y" + TOKEN);
        assertThat(witness.mentions()).isEmpty();
        assertThat(witness.strays()).hasSize(1);
    }

    @Test
    void manyConnectionsAreHeldInBoundedMemory() {
        LogWitness witness = new LogWitness(new Token(TOKEN), POD, "app", Optional.empty());
        for (int i = 0; i < 20_000; i++) {
            GoEchoPod.read(GoEchoPod.uuid(i), "twp-".getBytes(StandardCharsets.UTF_8)).stream().flatMap(List::stream)
                    .forEach(line -> witness.read(GoEchoPod.line(line)));
        }
        // The newest is remembered, the oldest is not.
        GoEchoPod.read(GoEchoPod.uuid(0), "bcdfghjklm".getBytes(StandardCharsets.UTF_8)).stream().flatMap(List::stream)
                .forEach(line -> witness.read(GoEchoPod.line(line)));
        assertThat(witness.hasMentions()).isFalse();
        GoEchoPod.read(GoEchoPod.uuid(19_999), "bcdfghjklm".getBytes(StandardCharsets.UTF_8)).stream()
                .flatMap(List::stream).forEach(line -> witness.read(GoEchoPod.line(line)));
        assertThat(witness.hasMentions()).isTrue();
    }

    private static Dialect custom() throws Exception {
        return DialectFile.parse("custom.yaml", "name: custom\nlog: '^msg=(?<message>.*)$'\n");
    }

    private static LogWitness read(Optional<Dialect> dialect, String... lines) {
        LogWitness witness = new LogWitness(new Token(TOKEN), POD, "app", dialect);
        for (String line : lines) {
            witness.read(line(line, false));
        }
        return witness;
    }

    private static LogWitness witness(List<List<String>> entries) {
        LogWitness witness = new LogWitness(new Token(TOKEN), POD, "app", Optional.empty());
        entries.forEach(entry -> entry.forEach(line -> witness.read(GoEchoPod.line(line))));
        return witness;
    }

    /** The stream as the server reads it, in pieces of these sizes and then the rest. */
    private static List<List<String>> reads(String uuid, String stream, List<Integer> sizes) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<List<String>> entries = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int to = Math.min(bytes.length, from + (i < sizes.size() ? sizes.get(i) : 1024));
            byte[] read = Arrays.copyOfRange(bytes, from, to);
            entries.addAll(GoEchoPod.read(uuid, read));
            from = to;
        }
        return entries;
    }

    private static void mixIn(List<List<String>> entries, List<List<String>> others, Random random) {
        int at = 0;
        for (List<String> other : others) {
            at += random.nextInt(entries.size() - at + 1);
            entries.add(at++, other);
        }
    }

    private static RawLine line(String text, boolean goesOn) {
        return new RawLine(Instant.EPOCH, 1, text, goesOn);
    }
}
