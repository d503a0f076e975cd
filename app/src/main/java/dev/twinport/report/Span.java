package dev.twinport.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a text that is to be redacted.
 *
 * @param from
 *            its first character
 * @param to
 *            after its last
 * @param kind
 *            what it is: a word of a marker
 */
record Span(int from, int to, String kind) {

    String of(String text) {
        return text.substring(from, to);
    }

    /** In order, those that overlap as one: it is what the first of them is. */
    static List<Span> merged(Collection<Span> spans) {
        List<Span> merged = new ArrayList<>();
        spans.stream().sorted(Comparator.comparingInt(Span::from).thenComparing(Span::to, Comparator.reverseOrder()))
                .forEach(span -> {
                    Span last = merged.isEmpty() ? new Span(-1, -1, "") : merged.getLast();
                    if (span.from() >= last.to()) {
                        merged.add(span);
                    } else if (span.to() > last.to()) {
                        merged.set(merged.size() - 1, new Span(last.from(), span.to(), last.kind()));
                    }
                });
        return merged;
    }
}
