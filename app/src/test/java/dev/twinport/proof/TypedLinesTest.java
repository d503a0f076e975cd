package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.LogReader;
import dev.twinport.dialect.RawLine;
import dev.twinport.message.Message;
import dev.twinport.proof.TypedLine.Logged;
import dev.twinport.route.PodName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TypedLinesTest {

    private static final PodName V1 = new PodName("default", "tcp-echo-v1-a");
    private static final PodName V2 = new PodName("default", "tcp-echo-v2-a");
    private static final String OURS = "3f0cd3b1-0000-4000-8000-000000000001";
    private static final String OTHERS = "3f0cd3b1-0000-4000-8000-000000000002";
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final Conversation said = new Conversation(new TypedLines(Optional.empty()));

    @Test
    void lineThatWasOnlySentIsNeitherEchoedNorLogged() {
        said.sends("hello\n");
        assertThat(said.lines())
                .containsExactly(new TypedLine(new TypedLine.Id(0, 0), "hello", Optional.empty(), new Logged.NotYet()));
    }

    @Test
    void lineThatComesBackIsEchoed() {
        said.sends("hello\n");
        said.receives("Running on Pod tcp-echo-v1-a.\nService default.\nhello\n");
        assertThat(said.lines().getFirst().echoed()).contains(Duration.ofMillis(1));
    }

    @Test
    void greetingThatCameBeforeIsNoEcho() {
        said.receives("hello\n");
        said.sends("hello\n");
        assertThat(said.lines().getFirst().echoed()).isEmpty();
    }

    @Test
    void logOfTheConnectionNamesThePod() {
        said.sends("hello\n");
        said.goEcho(V1, OURS, "hello\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a");
    }

    @Test
    void sameLineTwiceOnOneConnectionIsTwoLines() {
        said.sends("hello\n");
        said.sends("hello\n");
        said.goEcho(V1, OURS, "hello\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "NotYet");
        said.goEcho(V1, OURS, "hello\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "By tcp-echo-v1-a");
    }

    @Test
    void anotherConnectionWithTheSameLineMakesItUnclearUntilTheNextLineTellsThemApart() {
        said.sends("hello\n");
        said.goEcho(V1, OURS, "hello\n");
        said.goEcho(V2, OTHERS, "hello\n");
        assertThat(said.logged()).containsExactly("Unclear typed.severalConnections");
        said.sends("it is me\n");
        said.goEcho(V1, OURS, "it is me\n");
        said.goEcho(V2, OTHERS, "it is not\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "By tcp-echo-v1-a");
    }

    @Test
    void whatOthersSentBeforeIsNotOurs() {
        said.goEcho(V2, OTHERS, "hello\n");
        said.sends("hello\n");
        assertThat(said.logged()).containsExactly("NotYet");
    }

    @Test
    void receivedLineThatAClientForgedSaysNothing() {
        said.sends("hello\n");
        said.goEcho(V2, OTHERS, "2026/11/24 12:00:00 " + OURS + " - Received Data (converted to string): hello\n");
        assertThat(said.logged()).containsExactly("NotYet");
    }

    @Test
    void linesOfOneReadAreToldApart() {
        said.sends("one\ntwo\nthree\n");
        said.goEcho(V1, OURS, "one\ntwo\nthr");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "By tcp-echo-v1-a", "NotYet");
        said.goEcho(V1, OURS, "ee\n");
        assertThat(said.logged()).containsOnly("By tcp-echo-v1-a");
        assertThat(said.lines()).extracting(TypedLine::id).containsExactly(new TypedLine.Id(0, 0),
                new TypedLine.Id(0, 1), new TypedLine.Id(0, 2));
    }

    @Test
    void lineSentInTwoPiecesIsOneThatBeginsInTheFirst() {
        said.sends("hel");
        said.sends("lo\nnext\n");
        assertThat(said.lines()).extracting(TypedLine::text).containsExactly("hello", "next");
        assertThat(said.lines()).extracting(TypedLine::id).containsExactly(new TypedLine.Id(0, 0),
                new TypedLine.Id(1, 0));
    }

    @Test
    void emptyLineProvesNothing() {
        said.sends("\n");
        said.receives("\n");
        said.goEcho(V1, OURS, "\n");
        assertThat(said.lines().getFirst().echoed()).isEmpty();
        assertThat(said.logged()).containsExactly("NotYet");
    }

    @Test
    void conversationBeforeKeepsWhatWasKnownAndIsNotMistakenForTheNext() {
        said.sends("hello\n");
        said.goEcho(V1, OURS, "hello\n");
        said.reconnects();
        said.sends("hello\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "NotYet");
        said.goEcho(V2, OTHERS, "hello\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "By tcp-echo-v2-a");
    }

    @Test
    void logThatIsFollowedFromTheMiddleOnIsMatchedByTheLinesItTells() {
        Conversation late = new Conversation(new TypedLines(Optional.empty()), Set.of());
        late.sends("one\n");
        late.sends("two\n");
        late.sends("three\n");
        late.goEcho(V1, OURS, "two\n");
        assertThat(late.logged()).containsExactly("NotYet", "By tcp-echo-v1-a", "NotYet");
    }

    @Test
    void sameLinesInALogFollowedFromTheMiddleOnAreUnclear() {
        Conversation late = new Conversation(new TypedLines(Optional.empty()), Set.of());
        late.sends("hello\nhello\n");
        late.goEcho(V1, OURS, "hello\n");
        assertThat(late.logged()).containsOnly("Unclear typed.sameLines");
    }

    @Test
    void dialectWithoutConnectionsCountsHowOftenALineIsLogged() {
        said.sends("hello\n");
        said.receives("one hello\n");
        said.istio(V1, "hello");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a");
        assertThat(said.lines().getFirst().echoed()).isPresent();
        said.istio(V1, "hello");
        assertThat(said.logged()).containsExactly("Unclear typed.loggedMoreOften");
        said.sends("hello\n");
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a", "By tcp-echo-v1-a");
        said.istio(V2, "hello");
        assertThat(said.logged()).containsOnly("Unclear typed.loggedMoreOften");
    }

    @Test
    void missingLogLinesAreSaid() {
        said.sends("hello\n");
        said.typed.lost(V1);
        assertThat(said.logged()).containsExactly("Unclear typed.linesLost");
    }

    @Test
    void moreLinesThanAreKeptAreStillFollowed() {
        for (int i = 0; i < 3 * TypedLines.MOST_LINES; i++) {
            said.sends("line " + i + "\n");
            said.goEcho(V1, OURS, "line " + i + "\n");
        }
        assertThat(said.lines()).hasSize(TypedLines.MOST_LINES);
        assertThat(said.logged()).containsOnly("By tcp-echo-v1-a");
    }

    @Test
    void thousandsOfOtherConnectionsDoNotPushOursOut() {
        said.sends("hello\n");
        said.goEcho(V1, OURS, "hello\n");
        for (int i = 0; i < 4_000; i++) {
            said.goEcho(V1, String.format("3f0cd3b1-0000-4000-8000-1%011d", i), "something else\n");
        }
        assertThat(said.logged()).containsExactly("By tcp-echo-v1-a");
    }

    @Property(tries = 300)
    void whereBytesAreCutChangesNothing(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 3) Integer> words,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 7) Integer> cuts) {
        String text = words.stream().map(word -> List.of("hello", "a", "hell", "o hello").get(word))
                .collect(Collectors.joining("\n", "", "\n"));
        Conversation whole = new Conversation(new TypedLines(Optional.empty()));
        whole.sends(text);
        whole.receives(text);
        whole.goEcho(V1, OURS, text);
        Conversation cut = new Conversation(new TypedLines(Optional.empty()));
        pieces(text, cuts).forEach(cut::sends);
        pieces(text, cuts.reversed()).forEach(cut::receives);
        pieces(text, cuts).forEach(piece -> cut.goEcho(V1, OURS, piece));
        assertThat(cut.logged()).isEqualTo(whole.logged()).containsOnly("By tcp-echo-v1-a").hasSize(words.size());
        assertThat(cut.lines()).allMatch(line -> line.echoed().isPresent());
        assertThat(cut.lines()).extracting(TypedLine::text)
                .isEqualTo(whole.lines().stream().map(TypedLine::text).toList());
    }

    private static List<String> pieces(String text, List<Integer> lengths) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int length : lengths) {
            if (from + length < text.length()) {
                pieces.add(text.substring(from, from + length));
                from += length;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    /** A console and the logs beside it, one millisecond after the other. */
    private static final class Conversation {

        private final TypedLines typed;
        private final Set<PodName> followed;
        private final Map<PodName, LogReader> goEcho = new HashMap<>();
        private final Map<PodName, LogReader> istio = new HashMap<>();
        private long entry;
        private Instant now = START;

        Conversation(TypedLines typed) {
            this(typed, Set.of(V1, V2));
        }

        Conversation(TypedLines typed, Set<PodName> followed) {
            this.typed = typed;
            this.followed = followed;
            reconnects();
        }

        void reconnects() {
            typed.connecting(followed);
        }

        void sends(String text) {
            typed.sent(entry++, now, text.getBytes(StandardCharsets.UTF_8));
        }

        void receives(String text) {
            now = now.plusMillis(1);
            typed.received(now, text.getBytes(StandardCharsets.UTF_8));
        }

        /** One read of a go-echo's, as it logs it. */
        void goEcho(PodName pod, String connection, String payload) {
            String head = "2026/11/24 12:00:00 " + connection + " - Received ";
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            StringBuilder raw = new StringBuilder();
            for (byte next : bytes) {
                raw.append(raw.isEmpty() ? "" : " ").append(next & 0xFF);
            }
            LogReader reader = goEcho.computeIfAbsent(pod, _ -> Dialect.builtIn("go-echo").orElseThrow().logReader());
            read(pod, reader, head + "Raw Data: [" + raw + "]");
            String shown = head + "Data (converted to string): " + payload;
            Arrays.stream((shown.endsWith("\n") ? shown.substring(0, shown.length() - 1) : shown).split("\n", -1))
                    .forEach(line -> read(pod, reader, line));
        }

        void istio(PodName pod, String line) {
            LogReader reader = istio.computeIfAbsent(pod,
                    _ -> Dialect.builtIn("istio-tcp-echo").orElseThrow().logReader());
            read(pod, reader, "request: " + line);
            read(pod, reader, "response: one " + line);
        }

        List<TypedLine> lines() {
            return typed.lines();
        }

        List<String> logged() {
            return lines().stream().map(line -> switch (line.logged()) {
                case Logged.NotYet() -> "NotYet";
                case Logged.By(PodName pod) -> "By " + pod.name();
                case Logged.Unclear(Message why) -> "Unclear " + why.key();
            }).toList();
        }

        private void read(PodName pod, LogReader reader, String line) {
            reader.read(new RawLine(now, 0, line, false)).records().forEach(record -> typed.logged(pod, record));
        }
    }
}
