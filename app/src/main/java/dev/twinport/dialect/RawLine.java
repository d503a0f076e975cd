package dev.twinport.dialect;

import java.time.Instant;

/**
 * A line of a container's log, as it was followed.
 *
 * @param time
 *            the kubelet's timestamp
 * @param taken
 *            when it reached this program, by {@link System#nanoTime}
 * @param text
 *            without timestamp and line feed
 * @param goesOn
 *            whether the line was too long to be one: the next {@code RawLine} is the next piece of it
 */
public record RawLine(Instant time, long taken, String text, boolean goesOn) {
}
