package dev.twinport.podlog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest lines of a log, bounded; what is pushed out is counted. Any thread may write and read. */
final class LineBuffer {

    private final int limit;
    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private long next;

    LineBuffer(int limit) {
        this.limit = limit;
    }

    synchronized LogLine add(Instant time, String text, boolean goesOn) {
        LogLine added = new LogLine(next++, time, System.nanoTime(), text, goesOn);
        lines.addLast(added);
        if (lines.size() > limit) {
            lines.removeFirst();
        }
        return added;
    }

    synchronized PodLog.Excerpt read(long from, int atMost) {
        long first = next - lines.size();
        long start = Math.max(from, first);
        List<LogLine> found = new ArrayList<>();
        // Readers ask for what is new: search from the end, so that a poll of a full buffer costs only its news.
        var newestFirst = lines.descendingIterator();
        while (newestFirst.hasNext()) {
            LogLine line = newestFirst.next();
            if (line.sequence() < start) {
                break;
            }
            found.add(line);
        }
        List<LogLine> excerpt = found.reversed().subList(0, Math.min(atMost, found.size()));
        return new PodLog.Excerpt(excerpt, start + excerpt.size(), Math.max(0, first - from));
    }

    synchronized long next() {
        return next;
    }

    synchronized long dropped() {
        return next - lines.size();
    }
}
