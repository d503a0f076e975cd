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
 *            the line without timestamp and line feed
 */
public record LogLine(long sequence, Instant time, long taken, String text) {
}
