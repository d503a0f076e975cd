package dev.twinport.report;

import dev.twinport.console.Bytes;
import dev.twinport.console.TranscriptEntry;
import dev.twinport.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A transcript with what was sent and received redacted. A read may end in the middle of a secret, so each direction is
 * looked through as one text; the marker stands where the secret begins.
 */
final class RedactedTranscript {

    private final Function<String, List<Span>> find;
    private final Marker markers;
    private final UnaryOperator<Message> sentences;

    RedactedTranscript(Function<String, List<Span>> find, Marker markers, UnaryOperator<Message> sentences) {
        this.find = find;
        this.markers = markers;
        this.sentences = sentences;
    }

    List<TranscriptEntry> of(List<TranscriptEntry> transcript) {
        List<Bytes> sent = redacted(transcript.stream().filter(TranscriptEntry.Sent.class::isInstance)
                .map(entry -> ((TranscriptEntry.Sent) entry).bytes()).toList());
        List<Bytes> received = redacted(transcript.stream().filter(TranscriptEntry.Received.class::isInstance)
                .map(entry -> ((TranscriptEntry.Received) entry).bytes()).toList());
        List<TranscriptEntry> redacted = new ArrayList<>();
        int nextSent = 0;
        int nextReceived = 0;
        for (TranscriptEntry entry : transcript) {
            redacted.add(switch (entry) {
                case TranscriptEntry.Sent one ->
                        new TranscriptEntry.Sent(one.sequence(), one.time(), sent.get(nextSent++));
                case TranscriptEntry.Received one ->
                        new TranscriptEntry.Received(one.sequence(), one.time(), received.get(nextReceived++));
                case TranscriptEntry.Event event ->
                        new TranscriptEntry.Event(event.sequence(), event.time(), sentences.apply(event.sentence()));
            });
        }
        return redacted;
    }

    /** A character for every byte, so that places in the text are places among the bytes. */
    private List<Bytes> redacted(List<Bytes> pieces) {
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(new String(piece.toArray(), StandardCharsets.ISO_8859_1)));
        String whole = joined.toString();
        List<Span> spans = find.apply(whole);
        List<Bytes> redacted = new ArrayList<>();
        int from = 0;
        for (Bytes piece : pieces) {
            redacted.add(spans.isEmpty() ? piece : piece(whole, from, from + piece.size(), spans));
            from += piece.size();
        }
        return redacted;
    }

    private Bytes piece(String whole, int from, int to, List<Span> spans) {
        StringBuilder kept = new StringBuilder();
        int done = from;
        for (Span span : spans) {
            if (span.to() <= from || span.from() >= to) {
                continue;
            }
            kept.append(whole, done, Math.max(done, span.from()));
            if (span.from() >= from) {
                byte[] secret = span.of(whole).getBytes(StandardCharsets.ISO_8859_1);
                kept.append(markers.of(new String(secret, StandardCharsets.UTF_8), span.kind()));
            }
            done = Math.min(to, span.to());
        }
        kept.append(whole, done, to);
        byte[] bytes = kept.toString().getBytes(StandardCharsets.ISO_8859_1);
        return Bytes.of(bytes);
    }
}
