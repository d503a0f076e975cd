package dev.twinport.proof;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.LogRecord;
import dev.twinport.message.Message;
import dev.twinport.proof.TypedLine.Logged;
import dev.twinport.route.PodName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out of each line typed into a console whether it came back and which pod logged it, without a mark in it.
 * <p>
 * A line that comes back is known by its place: TCP keeps the order. A line in a log is known by its connection: of the
 * connections a pod's log tells of, the console's is the one on which exactly what was typed was received, in that
 * order, since the console was connected. When two connections fit, the lines say so; with each further line fewer fit.
 * Where a dialect names no connections, a line counts as logged as long as no more such lines are logged than typed.
 * <p>
 * One thread. It keeps a bounded number of lines, of connections and of what was received on each.
 */
public final class TypedLines {

    static final int MOST_LINES = 500;
    private static final int MOST_STREAMS = 4_096;
    private static final Logged NOT_YET = new Logged.NotYet();

    private final List<Dialect> dialects;
    private final Deque<TypedLine> earlier = new ArrayDeque<>();
    private final List<Typed> lines = new ArrayList<>();
    private final Map<Key, Stream> streams = new LinkedHashMap<>();
    private final Map<String, List<PodName>> unnamed = new HashMap<>();
    private Set<PodName> followed = Set.of();
    private final Set<PodName> lost = new HashSet<>();
    private LineCutter sending = new LineCutter();
    private LineCutter receiving = new LineCutter();
    private TypedLine.@Nullable Id begun;
    private @Nullable Instant begunAt;
    private int notEchoed;
    private int forgotten;

    /**
     * @param dialect
     *            the dialect that was asked for; empty: any of the built-in ones
     */
    public TypedLines(Optional<Dialect> dialect) {
        this.dialects = dialect.map(List::of).orElse(Dialect.BUILT_IN);
    }

    private record Key(PodName pod, String connection) {
    }

    /** A connection of which a log tells: what was received on it. */
    private static final class Stream {
        private final LineCutter cutter = new LineCutter();
        private final Deque<String> lines = new ArrayDeque<>();
        private int forgotten;
        private boolean foreign;

        void isForeign() {
            foreign = true;
            lines.clear();
        }

        /** Forgets as many lines of its beginning as the console's were. */
        void forget(int count) {
            while (forgotten < count && !lines.isEmpty()) {
                lines.removeFirst();
                forgotten++;
            }
        }
    }

    private static final class Typed {
        private final TypedLine.Id id;
        private final String line;
        private final Instant sent;
        private Optional<Duration> echoed = Optional.empty();

        Typed(TypedLine.Id id, String line, Instant sent) {
            this.id = id;
            this.line = line;
            this.sent = sent;
        }
    }

    /**
     * The console is being connected: what follows is of a new conversation, and what is known of earlier lines is all.
     *
     * @param followed
     *            the pods whose log is followed by now, so that it will tell of the connection from its beginning
     */
    public void connecting(Set<PodName> followed) {
        for (TypedLine line : current()) {
            earlier.addLast(line);
        }
        while (earlier.size() > MOST_LINES) {
            earlier.removeFirst();
        }
        this.followed = Set.copyOf(followed);
        lines.clear();
        unnamed.clear();
        lost.clear();
        sending = new LineCutter();
        receiving = new LineCutter();
        begun = null;
        notEchoed = 0;
        forgotten = 0;
        streams.values().forEach(Stream::isForeign);
    }

    /**
     * Bytes were given to the socket.
     *
     * @param entry
     *            the sequence of the transcript's entry
     */
    public void sent(long entry, Instant time, byte[] bytes) {
        int index = 0;
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (!sending.isWithin() && i == from) {
                begun = new TypedLine.Id(entry, index++);
                begunAt = time;
            }
            if (bytes[i] == '\n' || i == bytes.length - 1) {
                byte[] piece = Arrays.copyOfRange(bytes, from, i + 1);
                from = i + 1;
                sending.take(piece).forEach(this::typed);
            }
        }
    }

    /** Bytes came from the peer. */
    public void received(Instant time, byte[] bytes) {
        receiving.take(bytes).forEach(line -> came(LineCutter.text(line), time));
    }

    /**
     * A pod logged that it received something. What was sent before it was received must have been given to
     * {@link #sent} before.
     */
    public void logged(PodName pod, LogRecord record) {
        if (record.connection().isEmpty()) {
            new LineCutter().take(withEnd(record.payload())).stream()
                    .filter(line -> lines.stream().anyMatch(typed -> typed.line.equals(line)))
                    .forEach(line -> unnamed.computeIfAbsent(line, _ -> new ArrayList<>()).add(pod));
            return;
        }
        Stream stream = streams.computeIfAbsent(new Key(pod, record.stream()), _ -> new Stream());
        if (!stream.foreign) {
            stream.lines.addAll(stream.cutter.take(record.payload()));
            stream.forget(forgotten);
            if (places(pod, stream).isEmpty() && !isOnlyBegun(stream)) {
                stream.isForeign();
            }
        }
        if (streams.size() > MOST_STREAMS) {
            Iterator<Stream> oldest = streams.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Lines of a pod's log are missing. */
    public void lost(PodName pod) {
        lost.add(pod);
    }

    /** All lines that are kept, oldest first. */
    public List<TypedLine> lines() {
        List<TypedLine> all = new ArrayList<>(earlier);
        all.addAll(current());
        return all.size() > MOST_LINES ? List.copyOf(all.subList(all.size() - MOST_LINES, all.size()))
                : List.copyOf(all);
    }

    private void typed(String line) {
        if (begun != null && begunAt != null) {
            if (lines.size() == MOST_LINES) {
                lines.removeFirst();
                forgotten++;
                notEchoed = Math.max(0, notEchoed - 1);
                streams.values().forEach(stream -> stream.forget(forgotten));
            }
            lines.add(new Typed(begun, line, begunAt));
        }
    }

    private void came(String line, Instant time) {
        for (int i = notEchoed; i < lines.size(); i++) {
            Typed typed = lines.get(i);
            String text = LineCutter.text(typed.line);
            // An empty line comes back as the end of any other: it proves nothing.
            if (!text.isEmpty() && dialects.stream().anyMatch(dialect -> dialect.echo(line, text).isPresent())) {
                typed.echoed = Optional.of(Duration.between(typed.sent, time));
                notEchoed = i + 1;
                return;
            }
        }
    }

    private List<TypedLine> current() {
        Map<Integer, Map<Key, Boolean>> candidates = new HashMap<>();
        streams.forEach((key, stream) -> {
            if (!stream.foreign) {
                cover(candidates, key, places(key.pod(), stream), stream.lines.size());
            }
        });
        Map<String, Integer> typedBefore = new HashMap<>();
        Map<String, Integer> typed = new HashMap<>();
        lines.forEach(line -> typed.merge(line.line, 1, Integer::sum));
        List<TypedLine> known = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Typed line = lines.get(i);
            int before = typedBefore.merge(line.line, 1, Integer::sum) - 1;
            known.add(known(line,
                    line.line.isEmpty() ? NOT_YET
                            : candidates.containsKey(i) ? byConnection(candidates.get(i))
                                    : byText(line, before, typed.getOrDefault(line.line, 0))));
        }
        return known;
    }

    /** Where in the typed lines a connection's may begin, if what was received on it is of them. */
    private List<Integer> places(PodName pod, Stream stream) {
        List<Integer> places = new ArrayList<>();
        int last = followed.contains(pod) && !lost.contains(pod) ? 0 : Math.max(0, lines.size() - stream.lines.size());
        for (int place = 0; place <= last; place++) {
            if (fits(stream, place)) {
                places.add(place);
            }
        }
        return places;
    }

    private boolean fits(Stream stream, int place) {
        int count = stream.lines.size();
        if (count == 0 || place + count > lines.size()) {
            return false;
        }
        int at = place;
        for (String line : stream.lines) {
            if (!lines.get(at++).line.equals(line)) {
                return false;
            }
        }
        String rest = stream.cutter.rest();
        return rest.isEmpty() || (place + count < lines.size() ? lines.get(place + count).line.startsWith(rest)
                : sending.rest().startsWith(rest));
    }

    /** Whether no whole line was received, and what was may be the beginning of one that was typed. */
    private boolean isOnlyBegun(Stream stream) {
        String rest = stream.cutter.rest();
        return stream.lines.isEmpty()
                && (sending.rest().startsWith(rest) || lines.stream().anyMatch(typed -> typed.line.startsWith(rest)));
    }

    /** Notes for each typed line that a connection may hold whether it does wherever the connection's lines begin. */
    private static void cover(Map<Integer, Map<Key, Boolean>> candidates, Key key, List<Integer> places, int count) {
        for (int place : places) {
            for (int i = place; i < place + count; i++) {
                boolean always = i >= places.getLast() && i < places.getFirst() + count;
                candidates.computeIfAbsent(i, _ -> new LinkedHashMap<>()).put(key, always);
            }
        }
    }

    private static Logged byConnection(Map<Key, Boolean> candidates) {
        if (candidates.size() > 1) {
            return new Logged.Unclear(
                    Message.of("typed.severalConnections", names(candidates.keySet().stream().map(Key::pod).toList())));
        }
        Map.Entry<Key, Boolean> only = candidates.entrySet().iterator().next();
        return only.getValue() ? new Logged.By(only.getKey().pod())
                : new Logged.Unclear(Message.of("typed.sameLines", only.getKey().pod().name()));
    }

    private Logged byText(Typed line, int before, int typed) {
        List<PodName> pods = unnamed.getOrDefault(line.line, List.of());
        if (pods.size() > typed || pods.stream().distinct().count() > 1) {
            return new Logged.Unclear(Message.of("typed.loggedMoreOften", pods.size(), typed, names(pods)));
        }
        if (before < pods.size()) {
            return new Logged.By(pods.getFirst());
        }
        return lost.isEmpty() ? NOT_YET : new Logged.Unclear(Message.of("typed.linesLost", names(lost)));
    }

    private static TypedLine known(Typed line, Logged logged) {
        return new TypedLine(line.id, LineCutter.text(line.line), line.echoed, logged);
    }

    private static String names(Collection<PodName> pods) {
        return pods.stream().map(PodName::name).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(", "));
    }

    /** A record of a dialect without connections is one line, whether or not its line feed is part of it. */
    private static byte[] withEnd(byte[] payload) {
        if (payload.length > 0 && payload[payload.length - 1] == '\n') {
            return payload;
        }
        byte[] ended = Arrays.copyOf(payload, payload.length + 1);
        ended[payload.length] = '\n';
        return ended;
    }
}
