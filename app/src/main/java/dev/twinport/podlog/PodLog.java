package dev.twinport.podlog;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.flow.Backoff;
import dev.twinport.flow.Flags;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.route.PodName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The followed log of one pod's container. When the stream ends or breaks it is taken up again where it was left, for
 * as long as the pod is there.
 * <p>
 * One thread reads; lines, state and account may be read from any. Closing ends the thread, even in the middle of a
 * read.
 */
public final class PodLog implements AutoCloseable {

    /** A longer line is cut into pieces of this many characters, each a line of its own that ends in {@link #CUT}. */
    static final int LONGEST_LINE = 16 * 1024;
    static final String CUT = "⏎";

    private final Cluster cluster;
    private final PodName pod;
    private final String container;
    private final PodLogSettings settings;
    private final LineBuffer lines;
    private final Backoff backoff;
    private final Flags flags = new Flags();
    private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile PodLogState state = PodLogState.OPENING;
    private volatile Optional<Message> trouble = Optional.empty();
    private volatile ResumeCursor cursor = ResumeCursor.START;
    private volatile LogAccount account = LogAccount.NOTHING;
    private @Nullable LogStream stream;

    public PodLog(Cluster cluster, PodName pod, String container, PodLogSettings settings) {
        this.cluster = cluster;
        this.pod = pod;
        this.container = container;
        this.settings = settings;
        this.lines = new LineBuffer(settings.bufferLines());
        this.backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), ThreadLocalRandom.current());
    }

    /**
     * A part of a log.
     *
     * @param lines
     *            oldest first
     * @param next
     *            the sequence to read from the next time
     * @param missed
     *            how many lines asked for had been pushed out already
     */
    public record Excerpt(List<LogLine> lines, long next, long missed) {

        public Excerpt {
            lines = List.copyOf(lines);
        }
    }

    /** Starts following. Once. */
    public void start() {
        Thread.ofVirtual().name("podlog-" + pod.name() + "-" + container).start(this::follow);
    }

    public PodName pod() {
        return pod;
    }

    public String container() {
        return container;
    }

    public PodLogState state() {
        return state;
    }

    /** Why the log is not {@link PodLogState#LIVE}, in a sentence. */
    public Optional<Message> trouble() {
        return trouble;
    }

    public LogAccount account() {
        LogAccount counted = account;
        return new LogAccount(counted.taken(), counted.resumed(), counted.repeated(), lines.dropped());
    }

    /** At most {@code atMost} lines from the sequence on. */
    public Excerpt read(long fromSequence, int atMost) {
        return lines.read(fromSequence, atMost);
    }

    /** The sequence the next line will have. */
    public long next() {
        return lines.next();
    }

    /** Calls {@code flag} when lines or the state have changed: on any thread, so it must only raise a flag. */
    public Subscription onChange(Runnable flag) {
        return flags.add(flag);
    }

    /**
     * Gives every line that comes from now on to the listener as well: on the reading thread, which waits meanwhile, so
     * that none can be pushed out before it was seen.
     */
    public Subscription listen(Consumer<LogLine> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        closed.countDown();
        LogStream reading;
        synchronized (this) {
            reading = stream;
        }
        if (reading != null) {
            reading.close();
        }
    }

    private void follow() {
        while (!isClosed()) {
            try (LogStream opened = open()) {
                is(PodLogState.LIVE, Optional.empty());
                read(opened);
                resuming(Message.of("podlog.streamEnded"));
            } catch (ClusterException e) {
                if (e.reason() == ClusterException.Cause.NOT_FOUND) {
                    is(PodLogState.ENDED, Optional.of(e.sentence()));
                    return;
                }
                // A right may be given and a container may start: this is worth another try, and says why it waits.
                is(PodLogState.UNAVAILABLE, Optional.of(e.sentence()));
            } catch (IOException _) {
                resuming(Message.of("podlog.streamBroke"));
            }
            if (!pause(backoff.next())) {
                break;
            }
        }
        is(PodLogState.ENDED, Optional.empty());
    }

    private LogStream open() throws ClusterException {
        Optional<Instant> since = cursor.second();
        LogStream opened = cluster.follow(new LogRequest(pod, container, since,
                since.isPresent() ? Optional.empty() : Optional.of(settings.tail())));
        synchronized (this) {
            stream = opened;
        }
        if (isClosed()) {
            opened.close();
        }
        return opened;
    }

    private void read(LogStream opened) throws IOException {
        ResumeCursor.Repeats repeats = cursor.repeats();
        String line = opened.nextLine();
        while (line != null && !isClosed()) {
            TimestampedLine parsed = TimestampedLine.parse(line);
            if (parsed.time().filter(repeats::passOver).isPresent()) {
                account = new LogAccount(account.taken(), account.resumed(), account.repeated() + 1, 0);
                passOverRest(opened);
            } else {
                take(parsed, opened);
            }
            backoff.recovered();
            line = opened.nextLine();
        }
    }

    private void take(TimestampedLine line, LogStream opened) throws IOException {
        Instant time = line.time().orElseGet(() -> cursor.second().orElse(Instant.EPOCH));
        // Counted with its first piece: should the stream break in the middle of it, it is not asked for again.
        if (line.time().isPresent()) {
            cursor = cursor.taken(time);
        }
        account = new LogAccount(account.taken() + 1, account.resumed(), account.repeated(), 0);
        @Nullable
        String piece = line.text();
        while (piece != null) {
            boolean cut = opened.isCut();
            keep(time, piece, cut);
            flags.raise();
            piece = cut && !isClosed() ? opened.nextLine() : null;
        }
    }

    private void keep(Instant time, String text, boolean cut) {
        int from = 0;
        while (text.length() - from > LONGEST_LINE) {
            tell(lines.add(time, text.substring(from, from + LONGEST_LINE) + CUT, true));
            from += LONGEST_LINE;
        }
        tell(lines.add(time, text.substring(from) + (cut ? CUT : ""), cut));
    }

    private void tell(LogLine line) {
        listeners.forEach(listener -> listener.accept(line));
    }

    private void passOverRest(LogStream opened) throws IOException {
        while (opened.isCut() && !isClosed() && opened.nextLine() != null) {
            // The rest of a line that was taken before.
        }
    }

    private void resuming(Message reason) {
        if (!isClosed()) {
            account = new LogAccount(account.taken(), account.resumed() + 1, account.repeated(), 0);
            is(PodLogState.RESUMING, Optional.of(reason));
        }
    }

    private void is(PodLogState next, Optional<Message> why) {
        trouble = why;
        state = next;
        flags.raise();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits, unless closed meanwhile; whether to go on. */
    private boolean pause(Duration time) {
        try {
            return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
