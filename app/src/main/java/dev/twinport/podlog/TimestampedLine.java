package dev.twinport.podlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A line as the kubelet sends it with {@code timestamps=true}: RFC 3339 time with nanoseconds, a space, the text.
 *
 * @param time
 *            the timestamp; empty when the line has none (a kubelet's own message in the stream)
 */
record TimestampedLine(Optional<Instant> time, String text) {

    static TimestampedLine parse(String line) {
        int space = line.indexOf(' ');
        String first = space < 0 ? line : line.substring(0, space);
        if (first.length() >= 20 && first.charAt(4) == '-' && first.charAt(10) == 'T') {
            try {
                Instant time = Instant.parse(first);
                return new TimestampedLine(Optional.of(time), space < 0 ? "" : line.substring(space + 1));
            } catch (DateTimeException _) {
                // It only looked like one: the whole line is text.
            }
        }
        return new TimestampedLine(Optional.empty(), line);
    }
}
