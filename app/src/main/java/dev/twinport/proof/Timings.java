package dev.twinport.proof;

import java.time.Duration;
import java.util.Optional;

/**
 * How long each part of a probe took, as far as it came.
 *
 * @param resolve
 *            from the start to the address of the entry's name
 * @param connect
 *            from that to the open connection
 * @param banner
 *            from the open connection to the first byte of the server's own accord
 * @param echo
 *            from sending to the last byte of the token on the connection
 * @param log
 *            from sending to the log line that holds the token, as it reached this program
 */
public record Timings(Optional<Duration> resolve, Optional<Duration> connect, Optional<Duration> banner,
        Optional<Duration> echo, Optional<Duration> log) {

    /** Of a probe that did not come as far as a connection. */
    public static final Timings NONE = new Timings(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());
}
