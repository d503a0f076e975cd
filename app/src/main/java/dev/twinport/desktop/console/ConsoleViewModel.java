package dev.twinport.desktop.console;

import dev.twinport.console.Console;
import dev.twinport.console.ConsoleState;
import dev.twinport.console.LineHistory;
import dev.twinport.console.Transcript;
import dev.twinport.console.TranscriptEntry;
import dev.twinport.console.TranscriptLine;
import dev.twinport.console.TranscriptLines;
import dev.twinport.desktop.fx.Pump;
import dev.twinport.desktop.lines.Asides;
import dev.twinport.desktop.lines.Line;
import dev.twinport.desktop.lines.LineBuffer;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import java.time.Clock;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A console as the window shows it. Only for the window's thread. */
public final class ConsoleViewModel implements AutoCloseable {

    /** How many lines one can scroll back. */
    public static final int SCROLLBACK = 10_000;
    /** How many characters: lines may be long. */
    public static final long SCROLLBACK_CHARACTERS = 4L << 20;

    private static final int HISTORY = 500;
    /** Bytes turned into lines in one pulse: more is left for the next, so that a flood cannot stop the window. */
    private static final int BYTES_A_PULSE = 512 * 1024;
    private static final int ENTRIES_AT_ONCE = 64;

    private final Console console;
    private final Runnable connect;
    private final Clock clock;
    private final LineBuffer buffer = new LineBuffer(SCROLLBACK, SCROLLBACK_CHARACTERS);
    private final TranscriptLines lines = new TranscriptLines(new IntoBuffer());
    private final LineHistory history = new LineHistory(HISTORY);
    private final TypedAsides asides;
    private final Pump.Drain drain;
    private final Subscription changes;
    private final ReadOnlyObjectWrapper<ConsoleState> state = new ReadOnlyObjectWrapper<>(new ConsoleState.Idle());
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper dropped = new ReadOnlyLongWrapper();
    private long cursor;
    private long cleared;

    /**
     * Shows the console from its first entry on.
     *
     * @param connect
     *            connects the console to wherever its route is entered now
     * @param typed
     *            what becomes of the lines typed into it
     */
    public ConsoleViewModel(Console console, Runnable connect, TypedLineSource typed, Pump pump, Clock clock) {
        this.console = console;
        this.connect = connect;
        this.clock = clock;
        this.drain = pump.drain(this::drain);
        this.asides = new TypedAsides(typed, buffer, drain::raise);
        this.changes = console.onChange(drain::raise);
        drain();
    }

    private final class IntoBuffer implements TranscriptLines.Sink {
        @Override
        public void append(TranscriptLine line) {
            if (line.kind() == TranscriptLine.Kind.SENT && !line.continued()) {
                asides.appending();
            }
            buffer.append(shown(line));
        }

        @Override
        public void replaceLast(TranscriptLine line) {
            buffer.replaceLast(shown(line));
        }
    }

    public LineBuffer buffer() {
        return buffer;
    }

    /** What became of each line that was typed, by its number in the buffer. */
    public Asides asides() {
        return asides.asides();
    }

    /** Changes whenever the buffer has changed. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<ConsoleState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How many lines there were that cannot be scrolled back to any more; cleared lines do not count. */
    public ReadOnlyLongProperty droppedProperty() {
        return dropped.getReadOnlyProperty();
    }

    /** Connects, or connects again. */
    public void connect() {
        connect.run();
    }

    public void disconnect() {
        console.disconnect();
    }

    /** Connects when there is no conversation, ends it when there is one. */
    public void toggle() {
        if (isBusy()) {
            disconnect();
        } else {
            connect();
        }
    }

    /** Sends the line and a line feed; connects first when there is no conversation. */
    public void enter(String line) {
        history.entered(line);
        if (!isBusy()) {
            connect();
        }
        console.sendLine(line);
    }

    /** What the input field holds after the arrow up. */
    public String older(String shown) {
        return history.older(shown);
    }

    /** What the input field holds after the arrow down. */
    public String newer(String shown) {
        return history.newer(shown);
    }

    /** Empties the view. The transcript keeps what it has. */
    public void clear() {
        cleared += buffer.next() - buffer.first();
        buffer.clear();
        revision.set(revision.get() + 1);
    }

    @Override
    public void close() {
        asides.close();
        changes.close();
        drain.close();
    }

    private boolean isBusy() {
        return console.state() instanceof ConsoleState.Connecting || console.state() instanceof ConsoleState.Open;
    }

    private void drain() {
        state.set(console.state());
        long budget = BYTES_A_PULSE;
        Transcript.Excerpt excerpt = console.transcript().read(cursor, ENTRIES_AT_ONCE);
        boolean changed = !excerpt.entries().isEmpty();
        while (!excerpt.entries().isEmpty()) {
            if (excerpt.missed() > 0) {
                buffer.append(Line.event(clock.instant(), Message.of("console.event.notShown", excerpt.missed())));
            }
            for (TranscriptEntry entry : excerpt.entries()) {
                asides.begin(entry.sequence());
                lines.take(entry);
                budget -= size(entry);
            }
            cursor = excerpt.next();
            if (budget <= 0) {
                drain.raise();
                break;
            }
            excerpt = console.transcript().read(cursor, ENTRIES_AT_ONCE);
        }
        asides.tell();
        if (changed) {
            dropped.set(buffer.first() - cleared);
            revision.set(revision.get() + 1);
        }
    }

    private static long size(TranscriptEntry entry) {
        return switch (entry) {
            case TranscriptEntry.Sent sent -> sent.bytes().size();
            case TranscriptEntry.Received received -> received.bytes().size();
            case TranscriptEntry.Event _ -> 0;
        };
    }

    private static Line shown(TranscriptLine line) {
        String mark = switch (line.kind()) {
            case SENT -> "→";
            case RECEIVED -> "←";
            case EVENT -> "•";
        };
        String kind = switch (line.kind()) {
            case SENT -> "sent";
            case RECEIVED -> "received";
            case EVENT -> "event";
        };
        return new Line(line.continued() ? "↪" : mark, kind, line.time(), "", line.text(), line.sentence());
    }
}
