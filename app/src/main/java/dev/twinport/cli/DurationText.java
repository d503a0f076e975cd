package dev.twinport.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a length of time as kubectl's options have it, {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 1.5h}; a number
 * alone is seconds. More than nothing, at most a year.
 */
final class DurationText implements ITypeConverter<Duration> {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,4}");
    private static final Map<String, Long> NANOS = Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Duration LONGEST = Duration.ofDays(366);

    @Override
    public Duration convert(String text) {
        Duration duration = read(text);
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'%s' is not more than nothing and at most a year".formatted(text));
        }
        return duration;
    }

    private static Duration read(String text) {
        if (SECONDS.matcher(text).matches()) {
            return of(text, "s");
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'%s' is no length of time such as 500ms, 5s, 1m30s or 2h (a number alone is seconds)"
                            .formatted(text));
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.plus(of(parts.group(1), parts.group(2)));
        }
        return sum;
    }

    private static Duration of(String number, String unit) {
        long each = NANOS.getOrDefault(unit, 0L);
        if (number.indexOf('.') < 0) {
            return Duration.ofNanos(each).multipliedBy(Long.parseLong(number));
        }
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(each));
        BigDecimal[] parts = nanos.setScale(0, RoundingMode.DOWN)
                .divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /** The shortest way to write it: {@code 500ms}, {@code 5s}, {@code 1m30s}. Whole milliseconds. */
    static String of(Duration duration) {
        if (duration.toMillis() == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
