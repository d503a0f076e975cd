package dev.twinport.practice.api;

import java.time.Duration;
import java.util.List;

/**
 * What one run of a container has written so far: a bounded, growing list of lines, each with a sequence number.
 * Sequence numbers start at 0 and have no gaps; old lines may be dropped from the front. Any thread may read.
 */
public interface ContainerLog {

    /** The sequence number of the oldest line still kept; that of the next line when none is. */
    long firstSequence();

    /**
     * Lines from a sequence number on, oldest first, as far as they are there; empty when none are. Starts at
     * {@link #firstSequence()} when the lines asked for have been dropped.
     *
     * @param atMost
     *            how many lines to return at the most
     */
    List<LogEntry> read(long fromSequence, int atMost);

    /**
     * Waits until a line with that sequence number or a later one is there, the log has ended, or the time is over.
     *
     * @return whether there is such a line
     */
    boolean await(long fromSequence, Duration atMost) throws InterruptedException;

    /** Whether no line will follow: the container has ended or its pod is gone. */
    boolean ended();
}
