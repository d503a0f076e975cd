package dev.twinport.console;

import dev.twinport.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The record of a console: sent bytes, received bytes and events in the order they happened. It keeps the newest
 * entries, up to a count and a size; what is pushed out is counted. Any thread may write and read.
 */
public final class Transcript {

    private final int entryLimit;
    private final long byteLimit;
    private final Clock clock;
    private final ArrayDeque<TranscriptEntry> entries = new ArrayDeque<>();
    private long next;
    private long bytesKept;
    private long droppedBytes;

    /**
     * An empty transcript.
     *
     * @param entryLimit
     *            most entries kept
     * @param byteLimit
     *            most bytes kept, of sent and received entries together
     */
    public Transcript(int entryLimit, long byteLimit, Clock clock) {
        this.entryLimit = entryLimit;
        this.byteLimit = byteLimit;
        this.clock = clock;
    }

    /**
     * A part of a transcript.
     *
     * @param entries
     *            oldest first
     * @param next
     *            the sequence to read from the next time
     * @param missed
     *            how many entries asked for had been pushed out already
     */
    public record Excerpt(List<TranscriptEntry> entries, long next, long missed) {
    }

    void sent(byte[] source, int from, int to) {
        Bytes bytes = Bytes.copyOf(source, from, to);
        Instant now = clock.instant();
        keep(sequence -> new TranscriptEntry.Sent(sequence, now, bytes));
    }

    void received(byte[] source, int from, int to) {
        Bytes bytes = Bytes.copyOf(source, from, to);
        Instant now = clock.instant();
        keep(sequence -> new TranscriptEntry.Received(sequence, now, bytes));
    }

    void event(Message sentence) {
        Instant now = clock.instant();
        keep(sequence -> new TranscriptEntry.Event(sequence, now, sentence));
    }

    /** At most {@code atMost} entries from the sequence on. */
    public synchronized Excerpt read(long from, int atMost) {
        long first = next - entries.size();
        long start = Math.max(from, first);
        List<TranscriptEntry> found = new ArrayList<>();
        for (TranscriptEntry entry : entries) {
            if (entry.sequence() >= start && found.size() < atMost) {
                found.add(entry);
            }
        }
        return new Excerpt(found, start + found.size(), Math.max(0, first - from));
    }

    /** The sequence the next entry will have. */
    public synchronized long next() {
        return next;
    }

    /** How many bytes of sent and received entries were pushed out. */
    public synchronized long droppedBytes() {
        return droppedBytes;
    }

    private synchronized void keep(LongFunction<TranscriptEntry> made) {
        TranscriptEntry entry = made.apply(next++);
        entries.addLast(entry);
        bytesKept += size(entry);
        while (entries.size() > entryLimit || (bytesKept > byteLimit && entries.size() > 1)) {
            long size = size(entries.removeFirst());
            bytesKept -= size;
            droppedBytes += size;
        }
    }

    private static long size(TranscriptEntry entry) {
        return switch (entry) {
            case TranscriptEntry.Sent sent -> sent.bytes().size();
            case TranscriptEntry.Received received -> received.bytes().size();
            case TranscriptEntry.Event _ -> 0;
        };
    }
}
