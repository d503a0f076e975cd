package dev.twinport.console;

import java.time.Duration;

/**
 * Bounds of a console.
 *
 * @param connectTimeout
 *            longest wait for the name service, and then for each address to accept
 * @param transcriptEntries
 *            most entries the transcript keeps
 * @param transcriptBytes
 *            most bytes the transcript keeps
 * @param waitingBytes
 *            most bytes that may wait to be sent while the peer does not read
 */
public record ConsoleSettings(Duration connectTimeout, int transcriptEntries, long transcriptBytes, long waitingBytes) {

    public static final ConsoleSettings DEFAULT = new ConsoleSettings(Duration.ofSeconds(5), 10_000, 4L << 20,
            16L << 20);

    public ConsoleSettings withConnectTimeout(Duration timeout) {
        return new ConsoleSettings(timeout, transcriptEntries, transcriptBytes, waitingBytes);
    }
}
