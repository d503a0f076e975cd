package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldError;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a client wants to read a log: {@code PodLogOptions}, read and checked as the API server does
 * ({@code ValidatePodLogOptions} in {@code k8s.io/kubernetes}).
 *
 * @param container
 *            empty for the pod's only one
 * @param since
 *            lines older than this are left out
 * @param tailLines
 *            at most that many of the last lines to begin with
 * @param limitBytes
 *            at most that many bytes in all
 */
record LogRequest(String container, boolean follow, boolean timestamps, boolean previous, Instant since, long tailLines,
        long limitBytes) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

    /**
     * Reads the query.
     *
     * @throws ApiFailure
     *             BadRequest for a value that cannot be read, Invalid for one that makes no sense
     */
    static LogRequest of(Exchange exchange, String pod, Clock clock) {
        OptionalLong tail = number(exchange, "tailLines");
        OptionalLong limit = number(exchange, "limitBytes");
        OptionalLong seconds = number(exchange, "sinceSeconds");
        Optional<Instant> time = time(exchange.query("sinceTime"));
        List<FieldError> problems = new ArrayList<>();
        if (tail.orElse(0) < 0) {
            problems.add(invalid("tailLines", tail.getAsLong(), "must be greater than or equal to 0"));
        }
        if (limit.orElse(1) < 1) {
            problems.add(invalid("limitBytes", limit.getAsLong(), "must be greater than 0"));
        }
        if (seconds.isPresent() && time.isPresent()) {
            problems.add(FieldError.forbidden("[]", "at most one of `sinceTime` or `sinceSeconds` may be specified"));
        } else if (seconds.orElse(1) < 1) {
            problems.add(invalid("sinceSeconds", seconds.getAsLong(), "must be greater than 0"));
        }
        if (!exchange.query("stream").isEmpty()) {
            // The feature PodLogsQuerySplitStreams is off in Kubernetes 1.34.
            problems.add(FieldError.forbidden("stream", "may not be specified"));
        }
        if (!problems.isEmpty()) {
            throw ApiFailure.invalid("", "PodLogOptions", pod, problems);
        }
        Instant since = time.orElse(seconds.isPresent() ? before(clock.instant(), seconds.getAsLong()) : Instant.MIN);
        return new LogRequest(exchange.query("container"), Flag.isSet(exchange, "follow"),
                Flag.isSet(exchange, "timestamps"), Flag.isSet(exchange, "previous"), since,
                tail.orElse(Long.MAX_VALUE), limit.orElse(Long.MAX_VALUE));
    }

    private static Instant before(Instant now, long seconds) {
        return seconds > now.getEpochSecond() ? Instant.MIN : now.minusSeconds(seconds);
    }

    private static OptionalLong number(Exchange exchange, String name) {
        String text = exchange.query(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException malformed) {
            throw ApiFailure.badRequest("strconv.ParseInt: parsing \"%s\": %s".formatted(text,
                    NUMBER.matcher(text).matches() ? "value out of range" : "invalid syntax"));
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            throw ApiFailure
                    .badRequest("parsing time \"%s\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"%s\" as \"2006\""
                            .formatted(text, text));
        }
    }

    private static FieldError invalid(String field, long value, String why) {
        return FieldError.invalid(field, JsonNodeFactory.instance.numberNode(value), why);
    }
}
