package dev.twinport.desktop.podlog;

import dev.twinport.console.VisibleText;
import dev.twinport.desktop.fx.Pump;
import dev.twinport.desktop.lines.Line;
import dev.twinport.desktop.lines.LineBuffer;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.podlog.LogAccount;
import dev.twinport.podlog.LogFilter;
import dev.twinport.podlog.LogLine;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogState;
import dev.twinport.route.PodName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The followed logs of a route's pods as the window shows them: one of them or all merged in the order the lines came,
 * filtered. Only for the window's thread.
 */
public final class PodLogViewModel implements AutoCloseable {

    /** How many lines one can scroll back. */
    public static final int SCROLLBACK = 10_000;
    /** How many characters: lines may be long. */
    public static final long SCROLLBACK_CHARACTERS = 4L << 20;

    private static final int LINES_AT_ONCE = 2_000;

    private final Supplier<List<PodLog>> source;
    private final Pump.Drain drain;
    private final LineBuffer buffer = new LineBuffer(SCROLLBACK, SCROLLBACK_CHARACTERS);
    private final Map<PodLog, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<PodLog, Long> cursors = new HashMap<>();
    private final Map<PodLog, Long> clearedTo = new HashMap<>();
    private final ObservableList<PodName> pods = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<PodName>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty expression = new SimpleStringProperty(LogFilter.RECEIVED.expression().pattern());
    private final BooleanProperty filtering = new SimpleBooleanProperty(LogFilter.RECEIVED.on());
    private final ReadOnlyObjectWrapper<Optional<String>> mistake = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<PodLogStatus> status = new ReadOnlyObjectWrapper<>(PodLogStatus.NONE);
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private LogFilter filter = LogFilter.RECEIVED;

    /**
     * Shows the logs the route has now; {@link #podsChanged} when it has others.
     *
     * @param source
     *            the route's followed logs
     */
    public PodLogViewModel(Supplier<List<PodLog>> source, Pump pump) {
        this.source = source;
        this.drain = pump.drain(this::drain);
        expression.addListener((_, _, text) -> filterBy(text));
        filtering.addListener((_, _, on) -> {
            filter = filter.switched(on);
            readAgain();
        });
        podsChanged();
    }

    public LineBuffer buffer() {
        return buffer;
    }

    /** Changes whenever the buffer has changed. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The pods whose logs are followed. */
    public ObservableList<PodName> pods() {
        return FXCollections.unmodifiableObservableList(pods);
    }

    /** The pod whose log is shown; empty for all of them. */
    public ReadOnlyObjectProperty<Optional<PodName>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    public void choose(Optional<PodName> pod) {
        if (!chosen.get().equals(pod)) {
            chosen.set(pod);
            readAgain();
        }
    }

    /** The filter's regular expression as it is typed; one that is none leaves the filter as it was. */
    public StringProperty expressionProperty() {
        return expression;
    }

    /** Whether lines that do not match are hidden. */
    public BooleanProperty filteringProperty() {
        return filtering;
    }

    /** What is wrong with the expression; empty when nothing is. */
    public ReadOnlyObjectProperty<Optional<String>> mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<PodLogStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Empties the view; only lines that come from now on are shown, whatever the filter. */
    public void clear() {
        cursors.forEach(clearedTo::put);
        buffer.clear();
        changed();
    }

    /** The route has other pods than before. */
    public void podsChanged() {
        List<PodLog> logs = source.get();
        subscriptions.entrySet().removeIf(entry -> {
            boolean gone = !logs.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
                cursors.remove(entry.getKey());
                clearedTo.remove(entry.getKey());
            }
            return gone;
        });
        for (PodLog log : logs) {
            if (!subscriptions.containsKey(log)) {
                subscriptions.put(log, log.onChange(drain::raise));
                cursors.put(log, 0L);
            }
        }
        List<PodName> names = logs.stream().map(PodLog::pod).distinct().toList();
        if (!pods.equals(names)) {
            pods.setAll(names);
        }
        if (chosen.get().isPresent() && !names.contains(chosen.get().get())) {
            choose(Optional.empty());
        }
        drain();
    }

    @Override
    public void close() {
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
        drain.close();
    }

    private void filterBy(String text) {
        try {
            filter = LogFilter.of(text).switched(filtering.get());
            mistake.set(Optional.empty());
            readAgain();
        } catch (PatternSyntaxException e) {
            mistake.set(Optional.of(e.getDescription()));
        }
    }

    /** Other lines are to be shown: all that the logs still have are read anew. */
    private void readAgain() {
        buffer.clear();
        cursors.replaceAll((log, _) -> clearedTo.getOrDefault(log, 0L));
        changed();
        drain();
    }

    private void drain() {
        record Taken(PodLog log, LogLine line) {
        }
        List<Taken> taken = new ArrayList<>();
        for (PodLog log : subscriptions.keySet()) {
            PodLog.Excerpt excerpt = log.read(Objects.requireNonNull(cursors.get(log)), LINES_AT_ONCE);
            cursors.put(log, excerpt.next());
            if (chosen.get().isEmpty() || chosen.get().get().equals(log.pod())) {
                excerpt.lines().stream().filter(filter::shows).forEach(line -> taken.add(new Taken(log, line)));
            }
            if (excerpt.lines().size() == LINES_AT_ONCE) {
                drain.raise();
            }
        }
        taken.sort(Comparator.comparingLong(one -> one.line().taken()));
        boolean several = subscriptions.size() > 1 && chosen.get().isEmpty();
        taken.forEach(one -> append(one.line(), several ? one.log().pod().shortName() : ""));
        if (!taken.isEmpty()) {
            changed();
        }
        status.set(statusNow());
    }

    /** The log itself splits lines that are too long, and marks them. */
    private void append(LogLine line, String from) {
        buffer.append(new Line("", "log", line.time(), from, VisibleText.of(line.text()), Optional.empty()));
    }

    private PodLogStatus statusNow() {
        List<PodLog> shown = subscriptions.keySet().stream()
                .filter(log -> chosen.get().isEmpty() || chosen.get().get().equals(log.pod())).toList();
        LogAccount account = shown.stream().map(PodLog::account).reduce(LogAccount.NOTHING,
                (a, b) -> new LogAccount(a.taken() + b.taken(), a.resumed() + b.resumed(), a.repeated() + b.repeated(),
                        a.dropped() + b.dropped()));
        // Of several, the one that needs attention most.
        Optional<PodLogState> state = shown.stream().map(PodLog::state)
                .max(Comparator.comparingInt(one -> List.of(PodLogState.ENDED, PodLogState.LIVE, PodLogState.OPENING,
                        PodLogState.RESUMING, PodLogState.UNAVAILABLE).indexOf(one)));
        Optional<Message> trouble = shown.stream().flatMap(log -> log.trouble().stream()).findFirst();
        return new PodLogStatus(state, trouble, account);
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
