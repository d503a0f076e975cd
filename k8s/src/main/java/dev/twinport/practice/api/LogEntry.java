package dev.twinport.practice.api;

import java.time.Instant;

/**
 * One line a container wrote.
 *
 * @param time
 *            when it was written, as the kubelet would stamp it
 * @param line
 *            the line without its newline
 */
public record LogEntry(Instant time, String line) {
}
