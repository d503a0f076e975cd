package dev.twinport.report;

import dev.twinport.console.TranscriptEntry;
import dev.twinport.console.TranscriptLine;
import dev.twinport.console.TranscriptLines;
import dev.twinport.console.VisibleText;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.dialect.Recognised;
import dev.twinport.proof.Doubts;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Timings;
import dev.twinport.route.PodName;
import dev.twinport.session.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a proof as lines of plain text: what forms for people have in common. */
final class ProofLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter
            .ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ProofLines() {
    }

    /** The transcript's lines, every character visible. */
    static List<TranscriptLine> transcript(List<TranscriptEntry> transcript) {
        List<TranscriptLine> lines = new ArrayList<>();
        TranscriptLines reading = new TranscriptLines(new TranscriptLines.Sink() {
            @Override
            public void append(TranscriptLine line) {
                lines.add(line);
            }

            @Override
            public void replaceLast(TranscriptLine line) {
                lines.set(lines.size() - 1, line);
            }
        });
        transcript.forEach(reading::take);
        return lines;
    }

    /** {@code 18:00:00.123 > hello}: {@code >} sent, {@code <} received, {@code *} happened, as curl has them. */
    static String text(TranscriptLine line, Wording wording) {
        return TIME.format(line.time()) + " " + sign(line.kind()) + " " + content(line, wording);
    }

    static String content(TranscriptLine line, Wording wording) {
        return line.sentence().map(wording::say).orElse((line.continued() ? "…" : "") + line.text());
    }

    static String sign(TranscriptLine.Kind kind) {
        return switch (kind) {
            case SENT -> ">";
            case RECEIVED -> "<";
            case EVENT -> "*";
        };
    }

    /** {@code 18:00:00.123 pod/container: text}. */
    static String text(Mention mention) {
        return TIME.format(mention.time()) + " " + mention.pod().name() + "/" + mention.container() + ": "
                + VisibleText.of(mention.text());
    }

    /** Each part that there was a time of, by the name it has in {@code report.timing.}. */
    static Map<String, Duration> timings(Timings timings) {
        Map<String, Duration> parts = new LinkedHashMap<>();
        put(parts, "resolve", timings.resolve());
        put(parts, "connect", timings.connect());
        put(parts, "banner", timings.banner());
        put(parts, "echo", timings.echo());
        put(parts, "log", timings.log());
        return parts;
    }

    private static void put(Map<String, Duration> parts, String name, Optional<Duration> time) {
        time.ifPresent(there -> parts.put(name, there));
    }

    /** {@code connect 0.9 ms, echo 4.6 ms}. */
    static String timings(Proof proof, Wording wording) {
        return String.join(", ",
                timings(proof.evidence().timings()).entrySet().stream().map(
                        part -> wording.say("report.timing." + part.getKey()) + " " + milliseconds(part.getValue()))
                        .toList());
    }

    /** {@code 4.6 ms}. */
    static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    /** {@code 234.0 ms}, from a second on {@code 1.2 s}. */
    static String length(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0 ? milliseconds(duration)
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** {@code istio-tcp-echo one; known by: its echo, its log}; empty when no dialect was recognised. */
    static Optional<String> dialect(Proof proof, Wording wording) {
        return proof.evidence().dialect()
                .map(known -> wording.say("report.knownBy",
                        known.name() + known.version().map(version -> " " + VisibleText.of(version)).orElse(""),
                        known.signs().stream().map(sign -> wording.say("window.proof.sign." + sign))
                                .collect(Collectors.joining(wording.say("window.proof.signsBetween")))));
    }

    /** What was seen and is no evidence, as far as the reasons do not tell it. */
    static List<String> doubts(Proof proof, Wording wording) {
        Doubts doubts = proof.evidence().doubts();
        String dialect = proof.evidence().dialect().map(Recognised::name).orElse("-");
        // That a pod of a proven route logs nothing is nothing to wonder at: another took the message.
        Set<PodName> quiet = proof.verdict().outcome() == Outcome.PROVEN ? Set.of() : proof.evidence().expectedPods();
        List<Message> told = new ArrayList<>(doubts.aboutLogs(dialect, quiet));
        doubts.aboutEcho(dialect).ifPresent(told::add);
        doubts.unread().ifPresent(told::add);
        told.removeAll(proof.verdict().reasons());
        return told.stream().map(sentence -> VisibleText.of(wording.say(sentence).replace('\n', ' '))).toList();
    }

    /** The reasons as sentences. */
    static List<String> reasons(Proof proof, Wording wording) {
        return proof.verdict().reasons().stream().map((Message reason) -> wording.say(reason)).toList();
    }

    /** The name of what a version is of, in the language; one that is not known as it is. */
    static String versionOf(String of, Wording wording) {
        return Versions.NAMES.contains(of) ? wording.say("report.version." + of) : of;
    }
}
