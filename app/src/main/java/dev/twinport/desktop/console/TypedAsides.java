package dev.twinport.desktop.console;

import dev.twinport.console.VisibleText;
import dev.twinport.desktop.lines.Aside;
import dev.twinport.desktop.lines.Asides;
import dev.twinport.desktop.lines.LineBuffer;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.proof.TypedLine;
import dev.twinport.proof.TypedLine.Logged;
import dev.twinport.route.PodName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells beside each sent line of a console what became of it. Only for the window's thread. */
final class TypedAsides implements AutoCloseable {

    /** Enough to know a line by. */
    private static final int COMPARED = 256;

    private final TypedLineSource source;
    private final LineBuffer buffer;
    private final Asides asides = new Asides();
    private final Map<TypedLine.Id, Shown> shown = new LinkedHashMap<>();
    private final Subscription changes;
    private @Nullable List<TypedLine> told;
    private long entry;
    private int begun;

    /**
     * @param news
     *            called on any thread when {@link #tell} has something to do
     */
    TypedAsides(TypedLineSource source, LineBuffer buffer, Runnable news) {
        this.source = source;
        this.buffer = buffer;
        this.changes = source.onChange(news);
    }

    /** A line in the buffer, and what is told of it. */
    private static final class Shown {
        private final long number;
        private @Nullable TypedLine known;
        /** The pods the route selected when the line was found in a log: those of later say nothing about it. */
        private @Nullable Set<PodName> selected;

        Shown(long number) {
            this.number = number;
        }
    }

    Asides asides() {
        return asides;
    }

    /** What is appended from now on comes from this entry of the transcript. */
    void begin(long sequence) {
        entry = sequence;
        begun = 0;
    }

    /** A line that begins in the entry is about to be appended to the buffer. */
    void appending() {
        shown.put(new TypedLine.Id(entry, begun++), new Shown(buffer.next()));
        told = null;
    }

    /** Brings the asides to what is known. */
    void tell() {
        forget();
        List<TypedLine> now = source.lines();
        if (now.equals(told)) {
            return;
        }
        told = now;
        for (TypedLine line : now) {
            Shown place = shown.get(line.id());
            if (place != null && !line.equals(place.known) && isSame(line, place.number)) {
                place.known = line;
                if (line.logged() instanceof Logged.By && place.selected == null) {
                    place.selected = source.selected();
                }
                aside(line, place.selected).ifPresent(aside -> asides.set(place.number, aside));
            }
        }
    }

    @Override
    public void close() {
        changes.close();
    }

    private void forget() {
        asides.forgetBefore(buffer.first());
        Iterator<Shown> oldest = shown.values().iterator();
        while (oldest.hasNext() && oldest.next().number < buffer.first()) {
            oldest.remove();
        }
    }

    /**
     * Where entries of the transcript were missed, a place may be that of another line: better none than a wrong one.
     */
    private boolean isSame(TypedLine line, long number) {
        String typed = VisibleText.of(line.text());
        String seen = buffer.get(number).text();
        return typed.regionMatches(0, seen, 0, Math.min(COMPARED, Math.min(typed.length(), seen.length())));
    }

    /**
     * What is told of a line; nothing as long as it was only sent.
     *
     * @param selected
     *            the pods the route selected when a pod logged the line
     */
    static Optional<Aside> aside(TypedLine line, @Nullable Set<PodName> selected) {
        List<Message> sentences = new ArrayList<>();
        line.echoed().ifPresent(after -> sentences.add(Message.of("window.typed.cameBack", after.toMillis())));
        String came = line.echoed().isPresent() ? "✓" : "";
        return switch (line.logged()) {
            case Logged.NotYet() when line.echoed().isEmpty() -> Optional.empty();
            case Logged.NotYet() -> {
                sentences.add(Message.of("window.typed.notLogged"));
                yield Optional.of(new Aside(came, "", Optional.empty(), "quiet", sentences));
            }
            case Logged.By(PodName pod) -> {
                sentences.add(Message.of("window.typed.loggedBy", pod.name()));
                if (came.isEmpty()) {
                    sentences.add(Message.of("window.typed.notBack"));
                }
                if (selected == null || selected.contains(pod)) {
                    yield Optional.of(new Aside(came + "✓", pod.shortName(), Optional.empty(),
                            came.isEmpty() ? "quiet" : "good", sentences));
                }
                sentences.add(Message.of("window.typed.astray", selected.isEmpty() ? "-"
                        : selected.stream().map(PodName::name).sorted().collect(Collectors.joining(", "))));
                yield Optional.of(new Aside(came + "✓", pod.shortName(),
                        Optional.of(Message.of("proof.outcome.MISROUTED")), "bad", sentences));
            }
            case Logged.Unclear(Message why) -> {
                sentences.add(Message.of("window.typed.unclear", why));
                yield Optional.of(new Aside(came + "?", "", Optional.empty(), "doubtful", sentences));
            }
        };
    }
}
