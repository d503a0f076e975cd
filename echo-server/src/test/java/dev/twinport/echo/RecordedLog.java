package dev.twinport.echo;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what a server logs. */
final class RecordedLog implements ServerLog {

    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void line(String text) {
        entries.add(text);
    }

    List<String> entries() {
        return List.copyOf(entries);
    }

    /** The entries with what differs from connection to connection replaced by {@code UUID}. */
    List<String> entriesWithoutIds() {
        return entries.stream()
                .map(entry -> entry.replaceFirst(
                        "(?<= )[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?= - )", "UUID"))
                .toList();
    }
}
