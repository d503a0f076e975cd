package dev.twinport.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.console.TranscriptLine.Kind;
import dev.twinport.message.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TranscriptLinesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final List<TranscriptLine> lines = new ArrayList<>();
    private final TranscriptLines reader = new TranscriptLines(new TranscriptLines.Sink() {
        @Override
        public void append(TranscriptLine line) {
            lines.add(line);
        }

        @Override
        public void replaceLast(TranscriptLine line) {
            lines.set(lines.size() - 1, line);
        }
    });
    private long sequence;

    @Test
    void partOfALineIsShownAtOnceAndCompletedInPlace() {
        received("hel");
        assertThat(texts()).containsExactly("hel");
        received("lo\nwor");
        assertThat(texts()).containsExactly("hello", "wor");
    }

    @Test
    void restOfAnInterruptedLineIsMarkedAsContinued() {
        received("hel");
        sent("x\n");
        received("lo\nnext\n");
        assertThat(texts()).containsExactly("hel", "x", "lo", "next");
        assertThat(lines).extracting(TranscriptLine::continued).containsExactly(false, false, true, false);
    }

    @Test
    void lineFeedThatOnlyEndsAnInterruptedLineShowsNothing() {
        received("hello");
        sent("x\n");
        received("\nnext\n");
        assertThat(texts()).containsExactly("hello", "x", "next");
    }

    @Test
    void emptyLinesAreLines() {
        received("a\n\n\nb\n");
        assertThat(texts()).containsExactly("a", "", "", "b");
    }

    @Test
    void characterCutBetweenTwoReadsIsWhole() {
        byte[] bytes = "中文\n".getBytes(StandardCharsets.UTF_8);
        received(Arrays.copyOfRange(bytes, 0, 4));
        assertThat(texts()).containsExactly("中");
        received(Arrays.copyOfRange(bytes, 4, bytes.length));
        assertThat(texts()).containsExactly("中文");
    }

    @Test
    void whatIsNotUtf8ShowsAsReplacementAndTheRestIsReadOn() {
        received(new byte[] { 'a', (byte) 0xff, 'b', '\n' });
        assertThat(texts()).containsExactly("a\ufffdb");
    }

    @Test
    void controlCharactersAreVisible() {
        received("a\0b\r\u001b[31mc\u202ed\n");
        assertThat(texts()).containsExactly("a␀b␍␛[31mc<202E>d");
    }

    @Test
    void lineWithoutEndIsSplitVisibly() {
        received("x".repeat(3 * TranscriptLines.LONGEST + 1));
        assertThat(lines).hasSize(4).extracting(TranscriptLine::continued).containsExactly(false, true, true, true);
        assertThat(lines).extracting(line -> line.text().length()).containsExactly(TranscriptLines.LONGEST,
                TranscriptLines.LONGEST, TranscriptLines.LONGEST, 1);
    }

    @Test
    void splitNeverCutsACharacterInHalf() {
        received("x".repeat(TranscriptLines.LONGEST - 1) + "\ud83d\ude00y\n");
        assertThat(lines.getLast().text()).isEqualTo("y");
        assertThat(lines.getFirst().text()).endsWith("\ud83d\ude00");
    }

    @Test
    void newConversationDoesNotGoOnWithTheOldOnesLine() {
        received("hel");
        event("console.event.closed");
        event("console.event.connecting");
        received("lo\n");
        assertThat(lines.getLast().continued()).isFalse();
        assertThat(lines).extracting(TranscriptLine::kind).containsExactly(Kind.RECEIVED, Kind.EVENT, Kind.EVENT,
                Kind.RECEIVED);
    }

    @Property(tries = 300)
    void whereverTheBytesAreCutTheLinesAreTheSame(@ForAll("streams") byte[] stream,
            @ForAll("cuts") List<Integer> cuts) {
        lines.clear();
        TranscriptLinesTest whole = new TranscriptLinesTest();
        whole.received(stream);
        TranscriptLinesTest cut = new TranscriptLinesTest();
        int from = 0;
        for (int size : cuts) {
            int to = Math.min(stream.length, from + size);
            cut.received(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        cut.received(Arrays.copyOfRange(stream, from, stream.length));
        assertThat(cut.lines).isEqualTo(whole.lines);
    }

    @Provide
    Arbitrary<byte[]> streams() {
        Arbitrary<byte[]> pieces = Arbitraries.oneOf(
                Arbitraries.of("a", "中", "é", "\ud83d\ude00", "\n", "\r\n", "\0")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().map(one -> new byte[] { one }),
                Arbitraries.just("long".repeat(TranscriptLines.LONGEST / 4 - 1).getBytes(StandardCharsets.UTF_8)));
        return pieces.list().ofMaxSize(60).map(TranscriptLinesTest::join);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Combinators.combine(Arbitraries.integers().between(1, 4).list().ofMaxSize(80),
                Arbitraries.integers().between(1, 20_000).list().ofMaxSize(4)).as((small, large) -> {
                    List<Integer> all = new ArrayList<>(small);
                    all.addAll(large);
                    return all;
                });
    }

    private static byte[] join(List<byte[]> pieces) {
        byte[] all = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    private List<String> texts() {
        return lines.stream().map(TranscriptLine::text).toList();
    }

    private void received(String text) {
        received(text.getBytes(StandardCharsets.UTF_8));
    }

    private void received(byte[] bytes) {
        reader.take(new TranscriptEntry.Received(sequence++, NOW, Bytes.of(bytes)));
    }

    private void sent(String text) {
        reader.take(new TranscriptEntry.Sent(sequence++, NOW, Bytes.of(text)));
    }

    private void event(String key) {
        reader.take(new TranscriptEntry.Event(sequence++, NOW, Message.of(key, "x", 1)));
    }
}
