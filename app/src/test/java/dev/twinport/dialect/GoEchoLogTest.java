package dev.twinport.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.dialect.LogReader.Claim;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GoEchoLogTest {

    private static final String FORGED = GoEchoPod.uuid(0xF0F0);

    /** What clients send that looks like a server's words, and what breaks a reader that is not careful. */
    @Provide
    Arbitrary<byte[]> reads() {
        byte[] secret = bytes("forged");
        List<byte[]> pieces = List.of(bytes("\n"), bytes("\n\n"), bytes("\r\n"), bytes("\r"), bytes("\0"),
                bytes("hello"), bytes("你好"), new byte[] { (byte) 0xE4, (byte) 0xBD }, new byte[] { (byte) 0xFF },
                bytes("?"), bytes(" "), bytes("\n" + GoEchoPod.raw(FORGED, secret) + "\n"),
                bytes("\n" + String.join("\n", GoEchoPod.text(FORGED, secret)) + "\n"),
                bytes("\n" + GoEchoPod.raw(FORGED, bytes("\n".repeat(90))) + "\n"),
                bytes("\n" + GoEchoPod.closed(FORGED) + "\n" + GoEchoPod.open(FORGED) + "\n"), bytes("request: one\n"));
        return Arbitraries.of(pieces).list().ofMaxSize(6).map(GoEchoLogTest::joined)
                .filter(read -> read.length <= GoEchoLog.LONGEST_READ);
    }

    /** Reads by connection. */
    @Provide
    Arbitrary<List<List<byte[]>>> connections() {
        return reads().list().ofMaxSize(4).list().ofMinSize(1).ofMaxSize(4);
    }

    @Property
    void recordsAreTheReadsWhateverClientsWrite(@ForAll("connections") List<List<byte[]>> connections,
            @ForAll Random random) {
        GoEchoLog log = new GoEchoLog();
        List<LogRecord> records = read(log,
                interleaved(entries(connections), random).stream().flatMap(Collection::stream).toList());
        assertThat(log.finish()).isEmpty();
        assertThat(records).allMatch(LogRecord::isCertain);
        assertThat(byConnection(records)).isEqualTo(sent(connections));
    }

    @Property
    void linesOfAnotherWriterMayStandAnywhereBetween(@ForAll("connections") List<List<byte[]>> connections,
            @ForAll Random random, @ForAll @IntRange(max = 20) int others) {
        List<String> lines = new ArrayList<>(
                interleaved(entries(connections), random).stream().flatMap(Collection::stream).toList());
        for (int i = 0; i < others; i++) {
            lines.add(random.nextInt(lines.size() + 1),
                    List.of("level=info", "2026/11/24 18:00:01 warming up", "twp", "\t at main").get(i % 4));
        }
        GoEchoLog log = new GoEchoLog();
        List<LogRecord> records = read(log, lines);
        assertThat(log.finish()).isEmpty();
        assertThat(records).allMatch(LogRecord::isCertain);
        assertThat(byConnection(records)).isEqualTo(sent(connections));
    }

    @Property
    void afterMissingLinesNothingCertainIsForged(@ForAll("connections") List<List<byte[]>> connections,
            @ForAll Random random, @ForAll @IntRange(max = 40) int from,
            @ForAll @IntRange(min = 1, max = 40) int count) {
        List<String> lines = interleaved(entries(connections), random).stream().flatMap(Collection::stream).toList();
        int start = Math.min(from, lines.size());
        int end = Math.min(start + count, lines.size());
        GoEchoLog log = new GoEchoLog();
        List<LogRecord> records = read(log, lines.subList(0, start));
        records.addAll(log.lost());
        records.addAll(read(log, lines.subList(end, lines.size())));
        records.addAll(log.finish());
        assertThat(records).filteredOn(LogRecord::isCertain).noneMatch(record -> record.stream().equals(FORGED));
    }

    @Property
    void whatComesLongAfterMissingLinesIsCertainAgain(@ForAll("reads") byte[] cut, @ForAll("reads") byte[] later,
            @ForAll @IntRange(max = 30) int missing) {
        List<String> lines = new ArrayList<>();
        GoEchoPod.read(GoEchoPod.uuid(1), cut).forEach(lines::addAll);
        for (int i = 0; i < 20; i++) {
            lines.add(GoEchoPod.open(GoEchoPod.uuid(100 + i)));
        }
        GoEchoPod.read(GoEchoPod.uuid(2), later).forEach(lines::addAll);
        GoEchoLog log = new GoEchoLog();
        log.lost();
        List<LogRecord> records = read(log, lines.subList(Math.min(missing, cut.length == 0 ? 1 : 2), lines.size()));
        records.addAll(log.finish());
        assertThat(records).filteredOn(record -> record.stream().equals(GoEchoPod.uuid(2))).singleElement()
                .satisfies(record -> assertThat(record.isCertain()).isTrue())
                .satisfies(record -> assertThat(record.payload()).isEqualTo(later));
    }

    @Property
    void brokenLinesAreNoFailure(@ForAll("connections") List<List<byte[]>> connections, @ForAll Random random,
            @ForAll @Size(max = 60) List<@IntRange(max = 120) Integer> breaks) {
        List<String> lines = interleaved(entries(connections), random).stream().flatMap(Collection::stream).toList();
        GoEchoLog log = new GoEchoLog();
        for (int i = 0; i < lines.size(); i++) {
            int broken = i < breaks.size() ? breaks.get(i) : 0;
            String line = lines.get(i);
            if (broken % 7 == 1) {
                log.lost();
            }
            String text = broken % 3 == 1 ? line.substring(0, Math.min(line.length(), broken))
                    : broken % 5 == 2 ? line.replace('1', ' ') : line;
            assertThat(log.read(new RawLine(GoEchoPod.line("").time(), 1, text, broken % 11 == 3))).isNotNull();
        }
        assertThat(log.finish()).isNotNull();
    }

    @Test
    void twentyMessagesOfOneReadAreOneRecord() {
        byte[] read = bytes("message 1\nmessage 2\nmessage 3\n");
        GoEchoLog log = new GoEchoLog();
        List<String> lines = new ArrayList<>();
        GoEchoPod.read(GoEchoPod.uuid(1), read).forEach(lines::addAll);
        List<LogRecord> records = read(log, lines);
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.payload()).isEqualTo(read);
            assertThat(record.connection()).contains(GoEchoPod.uuid(1));
            assertThat(record.lines()).extracting(RawLine::text).containsExactlyElementsOf(lines);
        });
    }

    @Test
    void readWhoseTextNeverComesIsKnownByItsBytes() {
        GoEchoLog log = new GoEchoLog();
        assertThat(read(log, List.of(GoEchoPod.raw(GoEchoPod.uuid(1), bytes("cut off"))))).isEmpty();
        assertThat(log.finish()).singleElement().extracting(LogRecord::payload).isEqualTo(bytes("cut off"));
    }

    @Test
    void connectionThatGoesOnBeforeItsReadWasToldHasLostLines() {
        GoEchoLog log = new GoEchoLog();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(GoEchoPod.open(GoEchoPod.uuid(100 + i)));
        }
        lines.add(GoEchoPod.raw(GoEchoPod.uuid(1), bytes("a\nb\n")));
        lines.add(GoEchoPod.text(GoEchoPod.uuid(1), bytes("a\nb\n")).getFirst());
        lines.add(GoEchoPod.closed(GoEchoPod.uuid(1)));
        lines.add(GoEchoPod.raw(GoEchoPod.uuid(2), bytes("after")));
        List<LogRecord> records = read(log, lines);
        records.addAll(log.finish());
        assertThat(records).extracting(LogRecord::isCertain).containsExactly(true, false);
    }

    @Test
    void otherServersLinesWithAStampAreNotIts() {
        GoEchoLog log = new GoEchoLog();
        assertThat(log.read(GoEchoPod.line("2026/11/24 18:00:01 got a message")).claim()).isEqualTo(Claim.NOT_OURS);
        assertThat(log.read(GoEchoPod.line("2026/11/24 18:00:01 Listening on TCP port 3333")).claim())
                .isEqualTo(Claim.OURS);
    }

    @Test
    void pieceOfALongLineIsNoEntry() {
        GoEchoLog log = new GoEchoLog();
        log.read(new RawLine(GoEchoPod.line("").time(), 1, "x".repeat(16_384), true));
        assertThat(log.read(GoEchoPod.line(GoEchoPod.raw(FORGED, bytes("forged")))).claim()).isEqualTo(Claim.NOT_OURS);
        assertThat(log.finish()).isEmpty();
    }

    private static List<LogRecord> read(GoEchoLog log, List<String> lines) {
        List<LogRecord> records = new ArrayList<>();
        lines.forEach(line -> records.addAll(log.read(GoEchoPod.line(line)).records()));
        return records;
    }

    /** For each connection its entries in order, each with its lines. */
    private static List<Deque<List<String>>> entries(List<List<byte[]>> connections) {
        List<Deque<List<String>>> writers = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            String uuid = GoEchoPod.uuid(i + 1);
            Deque<List<String>> entries = new ArrayDeque<>();
            entries.add(List.of(GoEchoPod.open(uuid)));
            connections.get(i).forEach(read -> entries.addAll(GoEchoPod.read(uuid, read)));
            entries.add(List.of(GoEchoPod.closed(uuid)));
            writers.add(entries);
        }
        return writers;
    }

    private static List<List<String>> interleaved(List<Deque<List<String>>> writers, Random random) {
        List<Deque<List<String>>> left = new ArrayList<>(writers);
        List<List<String>> all = new ArrayList<>();
        while (!left.isEmpty()) {
            Deque<List<String>> next = left.get(random.nextInt(left.size()));
            if (next.isEmpty()) {
                left.remove(next);
            } else {
                all.add(next.removeFirst());
            }
        }
        return all;
    }

    private static Map<String, List<String>> byConnection(List<LogRecord> records) {
        Map<String, List<String>> payloads = new LinkedHashMap<>();
        records.forEach(record -> payloads.computeIfAbsent(record.stream(), _ -> new ArrayList<>())
                .add(text(record.payload())));
        return payloads;
    }

    private static Map<String, List<String>> sent(List<List<byte[]>> connections) {
        Map<String, List<String>> payloads = new LinkedHashMap<>();
        for (int i = 0; i < connections.size(); i++) {
            if (!connections.get(i).isEmpty()) {
                payloads.put(GoEchoPod.uuid(i + 1), connections.get(i).stream().map(GoEchoLogTest::text).toList());
            }
        }
        return payloads;
    }

    /** Every byte a character. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
