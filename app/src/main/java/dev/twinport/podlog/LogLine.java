package dev.twinport.podlog;

import java.time.Instant;

/**
 * One line of a pod's log.
 *
 * @param sequence
 *            0, 1, 2 ... in the order taken, without gaps within one pod log
 * @param time
 *            the kubelet's timestamp
 * @param taken
 *            when it reached this program, by {@link System#nanoTime}
 * @param text
 *            the line without timestamp and line feed; a piece of a longer one ends in a mark that says so
 * @param goesOn
 *            whether it is such a piece: the next log line is the next piece of the same line
 */
public record LogLine(long sequence, Instant time, long taken, String text, boolean goesOn) {

    /** The text as it was logged: without the mark of a piece. */
    public String logged() {
        return goesOn ? text.substring(0, text.length() - PodLog.CUT.length()) : text;
    }
}
