package dev.twinport.practice.pods;

import dev.twinport.practice.api.ContainerLog;
import dev.twinport.practice.api.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a container's log: the last {@value #LINES} lines, and no more than {@value #CHARACTERS} characters. What
 * is older is dropped, which {@link #firstSequence} tells, as the kubelet drops rotated logs. Any thread may write and
 * read.
 */
final class RingLog implements ContainerLog {

    static final int LINES = 20_000;
    static final int CHARACTERS = 8 * 1024 * 1024;

    private final Clock clock;
    // Entry i of the log lies at i modulo the length. It grows with the log, up to LINES.
    private @Nullable LogEntry[] ring = new LogEntry[64];
    private long first;
    private long next;
    private long characters;
    private boolean ended;

    RingLog(Clock clock) {
        this.clock = clock;
    }

    /** Adds an entry, which may hold newlines: each line of it counts as one. Nothing happens after {@link #end}. */
    synchronized void append(String text) {
        if (ended) {
            return;
        }
        Instant now = clock.instant();
        for (String line : text.split("\n", -1)) {
            add(new LogEntry(next, now, line));
        }
        notifyAll();
    }

    /** Says that no line will follow. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized long firstSequence() {
        return first;
    }

    @Override
    public synchronized List<LogEntry> read(long fromSequence, int atMost) {
        long from = Math.max(first, fromSequence);
        long to = Math.min(next, from + Math.max(0, atMost));
        List<LogEntry> entries = new ArrayList<>((int) Math.max(0, to - from));
        for (long i = from; i < to; i++) {
            entries.add(entry(i));
        }
        return entries;
    }

    @Override
    public synchronized boolean await(long fromSequence, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (next <= fromSequence && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            // At least one millisecond: 0 would wait for ever.
            wait(Math.max(1, left / 1_000_000));
        }
        return next > fromSequence;
    }

    @Override
    public synchronized boolean ended() {
        return ended;
    }

    private void add(LogEntry entry) {
        if (next - first == ring.length) {
            if (ring.length < LINES) {
                grow();
            } else {
                dropFirst();
            }
        }
        ring[(int) (next % ring.length)] = entry;
        next++;
        characters += entry.line().length();
        while (characters > CHARACTERS && next - first > 1) {
            dropFirst();
        }
    }

    private void dropFirst() {
        characters -= entry(first).line().length();
        // A place is not soon taken again by another entry when those that came since are long.
        ring[(int) (first % ring.length)] = null;
        first++;
    }

    private LogEntry entry(long sequence) {
        return Objects.requireNonNull(ring[(int) (sequence % ring.length)]);
    }

    private void grow() {
        @Nullable
        LogEntry[] larger = new LogEntry[Math.min(LINES, ring.length * 2)];
        for (long i = first; i < next; i++) {
            larger[(int) (i % larger.length)] = ring[(int) (i % ring.length)];
        }
        ring = larger;
    }
}
