package dev.twinport.echo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * Puts the date and time of the clock, in the clock's zone, before each entry: {@code 2018/10/17 07:32:29 }.
 */
final class StampedLog {

    private final ServerLog log;
    private final Clock clock;
    private volatile Stamp last;

    StampedLog(ServerLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.last = stamp(clock.instant());
    }

    void line(String entry) {
        log.line(stampOfNow().text() + entry);
    }

    // Thousands of entries share a second, so its text is made once.
    private Stamp stampOfNow() {
        Instant now = clock.instant();
        Stamp stamp = last;
        if (stamp.second() != now.getEpochSecond()) {
            stamp = stamp(now);
            last = stamp;
        }
        return stamp;
    }

    private Stamp stamp(Instant now) {
        LocalDateTime time = LocalDateTime.ofInstant(now, clock.getZone());
        StringBuilder text = new StringBuilder(20);
        digits(text, time.getYear(), 4).append('/');
        digits(text, time.getMonthValue(), 2).append('/');
        digits(text, time.getDayOfMonth(), 2).append(' ');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2).append(' ');
        return new Stamp(now.getEpochSecond(), text.toString());
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }

    private record Stamp(long second, String text) {
    }
}
