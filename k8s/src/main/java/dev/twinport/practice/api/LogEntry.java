package dev.twinport.practice.api;

import java.time.Instant;

/**
 * One line a container wrote.
 *
 * @param sequence
 *            its number in the log, without gaps from 0 on
 * @param time
 *            when it was written, as the kubelet would stamp it
 * @param line
 *            the line without its newline; bytes that are no UTF-8 are in it as {@code dev.twinport.echo.LogText} has
 *            them
 */
public record LogEntry(long sequence, Instant time, String line) {
}
