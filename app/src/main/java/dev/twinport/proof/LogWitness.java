package dev.twinport.proof;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.LogReader;
import dev.twinport.dialect.LogReader.Claim;
import dev.twinport.dialect.LogReader.Reading;
import dev.twinport.dialect.LogRecord;
import dev.twinport.dialect.RawLine;
import dev.twinport.route.PodName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one container's log for one token. It takes every line from the moment the token is sent; lines before that may
 * be given, too, and make known how the log is written.
 * <p>
 * A token counts where a dialect's record says that it was received, across the records of a connection. Where no
 * dialect was asked for, a line that is of none counts by its bare text. A line that only looks like a record, because
 * a client wrote it, is neither. One thread.
 */
public final class LogWitness {

    private static final int MOST_STREAMS = 4096;

    private final Token token;
    private final PodName pod;
    private final String container;
    private final boolean forced;
    private final List<Listener> listeners;
    private final List<Mention> mentions = new ArrayList<>();
    private final List<Mention> strays = new ArrayList<>();
    private TokenFinder bare;
    private boolean within;
    private boolean lost;

    /**
     * @param dialect
     *            the one to read by; empty: whichever of the built-in ones it is, or none
     */
    public LogWitness(Token token, PodName pod, String container, Optional<Dialect> dialect) {
        this.token = token;
        this.pod = pod;
        this.container = container;
        this.forced = dialect.isPresent();
        this.bare = new TokenFinder(token);
        this.listeners = dialect.map(List::of).orElse(Dialect.BUILT_IN).stream().map(Listener::new).toList();
    }

    /** Takes the next line. */
    public void read(RawLine line) {
        boolean ours = false;
        boolean doubtful = false;
        for (Listener listener : listeners) {
            Reading reading = listener.reader.read(line);
            listener.recognised |= reading.claim() == Claim.OURS;
            ours |= reading.claim() == Claim.OURS;
            doubtful |= reading.claim() == Claim.DOUBTFUL;
            reading.records().forEach(listener::take);
        }
        if (!within) {
            bare = new TokenFinder(token);
        }
        within = line.goesOn();
        if (!bare.isFound() && bare.feed(line.text()) && !ours) {
            if (forced) {
                strays.add(mention(line));
            } else if (!doubtful) {
                mentions.add(mention(line));
            }
        }
    }

    /**
     * Lines are missing here: some were dropped, or the log is read only from here on, although the token is on its way
     * already. What comes next may be the rest of something that a client wrote.
     */
    public void lost() {
        lost = true;
        within = false;
        listeners.forEach(listener -> listener.reader.lost().forEach(listener::take));
    }

    /** No line will be read any more: what is known by now is all. */
    public void finish() {
        listeners.forEach(listener -> listener.reader.finish().forEach(listener::take));
    }

    /** The lines by which the token was received, as they came. */
    public List<Mention> mentions() {
        return List.copyOf(mentions);
    }

    /** Whether there are any. */
    public boolean hasMentions() {
        return !mentions.isEmpty();
    }

    /** Lines that hold the token's text and are none of those, where a dialect was asked for. */
    public List<Mention> strays() {
        return List.copyOf(strays);
    }

    /** Whether lines are missing. */
    public boolean hasLost() {
        return lost;
    }

    /** The dialect that lines of this log are in; empty when none was. */
    public Optional<Dialect> dialect() {
        return listeners.stream().filter(listener -> listener.recognised).map(listener -> listener.dialect).findFirst();
    }

    /** The dialect whose record holds the token. */
    public Optional<Dialect> dialectOfMention() {
        return listeners.stream().filter(listener -> listener.found).map(listener -> listener.dialect).findFirst();
    }

    private Mention mention(RawLine line) {
        return new Mention(pod, container, line.time(), line.text());
    }

    /** Hears the log as one dialect. */
    private final class Listener {

        private final Dialect dialect;
        private final LogReader reader;
        private final Map<String, Stream> streams = new LinkedHashMap<>();
        private boolean recognised;
        private boolean found;

        Listener(Dialect dialect) {
            this.dialect = dialect;
            this.reader = dialect.logReader();
        }

        void take(LogRecord record) {
            Stream stream = streams.computeIfAbsent(record.stream(), _ -> new Stream());
            if (stream.holdsToken(record)) {
                found = true;
                stream.lines().forEach(line -> mentions.add(mention(line)));
            }
            if (stream.finder.isBetween()) {
                // Nothing of the token hangs over: the next record is searched as the first was.
                streams.remove(record.stream());
            } else if (streams.size() > MOST_STREAMS) {
                Iterator<Stream> oldest = streams.values().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** Payloads that follow one another. */
    private final class Stream {

        private final TokenFinder finder = new TokenFinder(token);
        private final List<LogRecord> records = new ArrayList<>(1);

        /** Whether the token ends in the record, and every record it stands in is certain. */
        boolean holdsToken(LogRecord record) {
            if (finder.isBetween()) {
                records.clear();
            }
            records.add(record);
            byte[] payload = record.payload();
            return !finder.isFound() && finder.feed(payload, 0, payload.length)
                    && records.stream().allMatch(LogRecord::isCertain);
        }

        /** What shows it: how each record begins, and the lines in which the token can be read. */
        Set<RawLine> lines() {
            Set<RawLine> shown = new LinkedHashSet<>();
            for (LogRecord record : records) {
                shown.add(record.lines().getFirst());
                record.lines().stream().filter(line -> line.text().contains(token.text())).forEach(shown::add);
            }
            return shown;
        }
    }
}
