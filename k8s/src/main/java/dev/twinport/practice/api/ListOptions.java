package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much of a collection a client wants, and as of when.
 *
 * @param limit
 *            the most objects of one answer; 0 for all
 * @param token
 *            where the answer before this one ended; empty to begin
 * @param resourceVersion
 *            as sent; empty when it was not
 * @param match
 *            how that version is meant: {@code Exact}, {@code NotOlderThan}, or empty
 * @param sendInitialEvents
 *            whether a watch begins with what there is; empty when it is not said
 * @param bookmarks
 *            whether a watch may tell its client how far it is
 * @param timeout
 *            how long a watch lasts; empty when it is not said
 */
record ListOptions(long limit, String token, String resourceVersion, String match, Optional<Boolean> sendInitialEvents,
        boolean bookmarks, Optional<Duration> timeout) {

    private static final String EXACT = "Exact";
    private static final String NOT_OLDER = "NotOlderThan";
    private static final String MATCH = "resourceVersionMatch";
    private static final String INITIAL = "sendInitialEvents";
    /**
     * No watch lasts longer, however many seconds are asked for: a century is more than a clock of nanoseconds counts.
     */
    private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    /**
     * What a request's query asks for.
     *
     * @throws ApiFailure
     *             when a parameter has a value it cannot have, or contradicts another
     */
    static ListOptions of(Exchange exchange) {
        long seconds = number(exchange.query("timeoutSeconds"));
        ListOptions options = new ListOptions(Math.max(0, number(exchange.query("limit"))), exchange.query("continue"),
                exchange.query("resourceVersion"), exchange.query(MATCH), Flag.of(exchange, INITIAL),
                Flag.isSet(exchange, "allowWatchBookmarks"),
                seconds <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS))));
        if (Flag.isSet(exchange, "watch")) {
            options.checkWatch();
        } else {
            options.checkList();
        }
        return options;
    }

    /** Whether the list is to be as it was at just that version. */
    boolean isExact() {
        return match.equals(EXACT) || (match.isEmpty() && limit > 0 && !resourceVersion.isEmpty() && version() > 0);
    }

    /**
     * The version as a number; 0 when there is none, which is "any".
     *
     * @throws ApiFailure
     *             BadRequest when it is no number
     */
    long version() {
        return parsed().orElseThrow(() -> ApiFailure.badRequest("invalid resource version: " + noNumber()));
    }

    private Optional<Long> parsed() {
        try {
            return Optional.of(resourceVersion.isEmpty() ? 0 : Long.parseUnsignedLong(resourceVersion));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private String noNumber() {
        return "resourceVersion: Invalid value: \"%1$s\": strconv.ParseUint: parsing \"%1$s\": invalid syntax"
                .formatted(resourceVersion);
    }

    private void checkList() {
        if (!match.isEmpty()) {
            if (resourceVersion.isEmpty()) {
                throw forbidden(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            if (!token.isEmpty()) {
                throw forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
            }
            if (!match.equals(EXACT) && !match.equals(NOT_OLDER)) {
                throw unsupported("Exact", "NotOlderThan", "");
            }
            if (match.equals(EXACT) && resourceVersion.equals("0")) {
                throw forbidden(MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (sendInitialEvents.isPresent()) {
            throw forbidden(INITIAL, "sendInitialEvents is forbidden for list");
        }
    }

    private void checkWatch() {
        if (parsed().isEmpty()) {
            throw ApiFailure.unexplained(noNumber());
        }
        if (sendInitialEvents.isPresent() && !match.equals(NOT_OLDER)) {
            throw forbidden(MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (!match.isEmpty()) {
            if (sendInitialEvents.isEmpty()) {
                throw forbidden(MATCH,
                        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }
            if (!token.isEmpty()) {
                throw forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
            }
        }
    }

    private static ApiFailure forbidden(String field, String why) {
        return ApiFailure.invalid("meta.k8s.io", "ListOptions", "", List.of(FieldError.forbidden(field, why)));
    }

    private ApiFailure unsupported(String... supported) {
        return ApiFailure.invalid("meta.k8s.io", "ListOptions", "",
                List.of(FieldError.notSupported(MATCH, match, List.of(supported))));
    }

    private static long number(String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw ApiFailure.badRequest("strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
        }
    }
}
