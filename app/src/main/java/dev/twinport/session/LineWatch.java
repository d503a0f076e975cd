package dev.twinport.session;

import dev.twinport.console.Console;
import dev.twinport.console.Transcript;
import dev.twinport.console.TranscriptEntry;
import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.LogReader;
import dev.twinport.dialect.LogRecord;
import dev.twinport.dialect.RawLine;
import dev.twinport.flow.Subscription;
import dev.twinport.podlog.LogLine;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogState;
import dev.twinport.proof.TypedLine;
import dev.twinport.proof.TypedLines;
import dev.twinport.route.PodName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Watches what becomes of the lines typed into a console: beside its transcript it reads the pods' logs. One thread of
 * its own, from {@link #start} to {@link #close}.
 */
final class LineWatch implements AutoCloseable {

    /** News within this time are taken together: nobody reads faster. */
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int AT_A_TIME = 1_000;
    private static final String NEW_CONVERSATION = "console.event.connecting";

    private final Console console;
    private final Supplier<Map<PodName, PodLog>> logs;
    private final Optional<Dialect> dialect;
    private final Runnable changed;
    private final TypedLines lines;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<PodLog, Followed> followed = new HashMap<>();
    private volatile List<TypedLine> known = List.of();
    private long cursor;

    /**
     * @param logs
     *            the logs of the pods that may take the lines, as they are now
     * @param dialect
     *            the one that was asked for; empty: any of the built-in ones
     * @param changed
     *            called on the watch's thread when there is something new to {@link #lines}
     */
    LineWatch(Console console, Supplier<Map<PodName, PodLog>> logs, Optional<Dialect> dialect, Runnable changed) {
        this.console = console;
        this.logs = logs;
        this.dialect = dialect;
        this.changed = changed;
        this.lines = new TypedLines(dialect);
    }

    /** Starts watching: what the logs say from now on counts, however soon it comes. Once. */
    void start() {
        follow();
        Thread.ofVirtual().name("typed-lines").start(this::watch);
    }

    /** What is known of the lines typed last, oldest first. Any thread. */
    List<TypedLine> lines() {
        return known;
    }

    /** The set of logs is another now. Any thread. */
    void look() {
        news.release();
    }

    @Override
    public void close() {
        closed.countDown();
        news.release();
    }

    private void watch() {
        try (Subscription _ = console.onChange(news::release)) {
            while (!closed.await(0, TimeUnit.MILLISECONDS)) {
                readOn();
                news.acquire();
                closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody waits for more
        } finally {
            followed.values().forEach(log -> log.changes.close());
        }
    }

    private void readOn() {
        follow();
        // The logs first: what they hold has then been sent, and stands in the transcript.
        List<Runnable> logged = new ArrayList<>();
        followed.values().forEach(log -> log.readOn(logged));
        Transcript.Excerpt excerpt = console.transcript().read(cursor, AT_A_TIME);
        while (!excerpt.entries().isEmpty()) {
            excerpt.entries().forEach(this::take);
            cursor = excerpt.next();
            excerpt = console.transcript().read(cursor, AT_A_TIME);
        }
        logged.forEach(Runnable::run);
        List<TypedLine> now = lines.lines();
        if (!now.equals(known)) {
            known = now;
            changed.run();
        }
    }

    private void follow() {
        Map<PodName, PodLog> wanted = logs.get();
        followed.entrySet().removeIf(entry -> {
            boolean gone = !wanted.containsValue(entry.getKey());
            if (gone) {
                entry.getValue().changes.close();
            }
            return gone;
        });
        wanted.forEach((pod, log) -> followed.computeIfAbsent(log, _ -> new Followed(pod, log)));
    }

    private void take(TranscriptEntry entry) {
        switch (entry) {
            case TranscriptEntry.Sent sent -> lines.sent(sent.sequence(), sent.time(), sent.bytes().toArray());
            case TranscriptEntry.Received received -> lines.received(received.time(), received.bytes().toArray());
            case TranscriptEntry.Event event when event.sentence().key().equals(NEW_CONVERSATION) ->
                    lines.connecting(livePods());
            case TranscriptEntry.Event _ -> {
                // Whatever else happened, no line was typed by it.
            }
        }
    }

    private Set<PodName> livePods() {
        return followed.values().stream().filter(log -> log.log.state() == PodLogState.LIVE).map(log -> log.pod)
                .collect(Collectors.toSet());
    }

    /** One pod's log, read from now on. */
    private final class Followed {

        private final PodName pod;
        private final PodLog log;
        private final List<LogReader> readers;
        private final Subscription changes;
        private long next;

        Followed(PodName pod, PodLog log) {
            this.pod = pod;
            this.log = log;
            this.readers = dialect.map(List::of).orElse(Dialect.BUILT_IN).stream().map(Dialect::logReader).toList();
            this.next = log.next();
            this.changes = log.onChange(news::release);
        }

        void readOn(List<Runnable> logged) {
            PodLog.Excerpt excerpt = log.read(next, AT_A_TIME);
            while (!excerpt.lines().isEmpty()) {
                if (excerpt.missed() > 0) {
                    readers.forEach(reader -> tell(reader.lost(), logged));
                    logged.add(() -> lines.lost(pod));
                }
                for (LogLine line : excerpt.lines()) {
                    RawLine raw = new RawLine(line.time(), line.taken(), line.logged(), line.goesOn());
                    readers.forEach(reader -> tell(reader.read(raw).records(), logged));
                }
                next = excerpt.next();
                excerpt = log.read(next, AT_A_TIME);
            }
        }

        private void tell(List<LogRecord> records, List<Runnable> logged) {
            // What a client may have written to look like the server's says nothing.
            records.stream().filter(LogRecord::isCertain)
                    .forEach(record -> logged.add(() -> lines.logged(pod, record)));
        }
    }
}
