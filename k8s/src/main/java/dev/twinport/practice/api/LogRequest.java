package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * How a client wants to read a log.
 *
 * @param container
 *            empty for the pod's default container
 * @param since
 *            lines older than this are left out
 * @param tailLines
 *            at most that many of the last lines to begin with
 */
record LogRequest(String container, boolean follow, boolean timestamps, boolean previous, Instant since,
        long tailLines) {

    private static final Set<String> TRUE = Set.of("true", "1");

    /**
     * Reads the query.
     *
     * @throws ApiFailure
     *             BadRequest for a value that cannot be read
     */
    static LogRequest of(Exchange exchange, Clock clock) {
        String time = exchange.query("sinceTime");
        String seconds = exchange.query("sinceSeconds");
        String tail = exchange.query("tailLines");
        try {
            Instant since = Instant.MIN;
            if (!time.isEmpty()) {
                since = OffsetDateTime.parse(time).toInstant();
            } else if (!seconds.isEmpty()) {
                since = clock.instant().minusSeconds(Integer.parseUnsignedInt(seconds));
            }
            return new LogRequest(exchange.query("container"), TRUE.contains(exchange.query("follow")),
                    TRUE.contains(exchange.query("timestamps")), TRUE.contains(exchange.query("previous")), since,
                    tail.isEmpty() ? Long.MAX_VALUE : Integer.parseUnsignedInt(tail));
        } catch (DateTimeException | NumberFormatException malformed) {
            throw ApiFailure.badRequest("sinceTime, sinceSeconds or tailLines cannot be read");
        }
    }
}
