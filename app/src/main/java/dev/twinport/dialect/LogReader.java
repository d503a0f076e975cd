package dev.twinport.dialect;

import java.util.List;

/**
 * Reads one container's log as a dialect writes it: lines in, records out. It remembers what it needs of the lines gone
 * by, and never more than a bounded amount. One thread; it takes whatever comes and fails at nothing.
 */
public interface LogReader {

    /** Takes the next line. */
    Reading read(RawLine line);

    /**
     * Lines are missing here: what comes next may be the rest of something.
     *
     * @return the records that are known without them
     */
    List<LogRecord> lost();

    /** No line will come any more; the records that are known without further lines. */
    List<LogRecord> finish();

    /**
     * What was made of a line.
     *
     * @param claim
     *            whether it is of this dialect
     * @param records
     *            the records that are complete with it
     */
    record Reading(Claim claim, List<LogRecord> records) {

        /** A line of another form. */
        public static final Reading NOT_OURS = new Reading(Claim.NOT_OURS, List.of());

        /** A line of this dialect that completes no record. */
        public static final Reading OURS = new Reading(Claim.OURS, List.of());

        /** A line of which nothing can be said. */
        public static final Reading DOUBTFUL = new Reading(Claim.DOUBTFUL, List.of());

        public Reading {
            records = List.copyOf(records);
        }
    }

    /** Whose a line is. */
    enum Claim {
        /** The dialect does not write such a line here. */
        NOT_OURS,
        /** The server's own words, or a client's within them. */
        OURS,
        /** Lines before it are missing, and it may be anything: a client's words that look like the server's, too. */
        DOUBTFUL
    }
}
