package dev.twinport.practice.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A container's log in memory that a test writes to. */
final class GrowingLog implements ContainerLog {

    private final List<LogEntry> entries = new ArrayList<>();
    private boolean ended;

    synchronized void add(Instant time, String line) {
        entries.add(new LogEntry(entries.size(), time, line));
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public long firstSequence() {
        return 0;
    }

    @Override
    public synchronized List<LogEntry> read(long fromSequence, int atMost) {
        int from = (int) Math.min(fromSequence, entries.size());
        return List.copyOf(entries.subList(from, Math.min(from + atMost, entries.size())));
    }

    @Override
    public synchronized boolean await(long fromSequence, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (entries.size() <= fromSequence && !ended && end - System.nanoTime() > 1_000_000) {
            wait((end - System.nanoTime()) / 1_000_000);
        }
        return entries.size() > fromSequence;
    }

    @Override
    public synchronized boolean ended() {
        return ended;
    }
}
