package dev.twinport.practice.api.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Time spans in kubectl's short form: {@code 45s}, {@code 3m20s}, {@code 2d5h}. */
final class Age {

    private static final String UNKNOWN = "<unknown>";

    private Age() {
    }

    /** How long ago an RFC 3339 time was; {@code <unknown>} for an empty or malformed one. */
    static String since(String time, Instant now) {
        if (time.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return text(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
        } catch (DateTimeException malformed) {
            return UNKNOWN;
        }
    }

    /** The two largest units that still tell something, as {@code duration.HumanDuration} of apimachinery. */
    static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (seconds < 120) {
            return Math.max(seconds, 0) + "s";
        } else if (minutes < 10) {
            return minutes + "m" + rest(seconds % 60, "s");
        } else if (hours < 3) {
            return minutes + "m";
        } else if (hours < 8) {
            return hours + "h" + rest(minutes % 60, "m");
        } else if (hours < 48) {
            return hours + "h";
        } else if (days < 8) {
            return days + "d" + rest(hours % 24, "h");
        } else if (days < 2 * 365) {
            return days + "d";
        } else if (days < 8 * 365) {
            return days / 365 + "y" + rest(days % 365, "d");
        }
        return days / 365 + "y";
    }

    private static String rest(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
