package dev.twinport.podlog;

import java.time.Duration;

/**
 * Bounds of a followed log.
 *
 * @param tail
 *            how many lines that are there already are read first
 * @param bufferLines
 *            most lines kept
 * @param firstRetry
 *            wait before the first attempt to take a stream up again
 * @param longestRetry
 *            longest wait between two attempts
 */
public record PodLogSettings(int tail, int bufferLines, Duration firstRetry, Duration longestRetry) {

    public static final PodLogSettings DEFAULT = new PodLogSettings(200, 10_000, Duration.ofMillis(250),
            Duration.ofSeconds(10));
}
