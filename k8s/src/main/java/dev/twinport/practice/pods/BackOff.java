package dev.twinport.practice.pods;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before something that failed is tried again: ten seconds, twice as long each time, five minutes at
 * most; from the start after it has gone well for ten minutes (the kubelet's {@code MaxContainerBackOff}).
 *
 * @param delay
 *            the wait after the latest failure; zero before the first
 * @param until
 *            when that wait is over
 */
record BackOff(Duration delay, Instant until) {

    static final BackOff NONE = new BackOff(Duration.ZERO, Instant.EPOCH);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** The one after another failure. */
    BackOff next(Instant now) {
        boolean forgotten = delay.isZero() || now.isAfter(until.plus(LONGEST.multipliedBy(2)));
        Duration longer = forgotten ? FIRST : delay.multipliedBy(2);
        Duration next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return new BackOff(next, now.plus(next));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    /** As the kubelet writes a time: {@code 10s}, {@code 1m20s}, {@code 5m0s}. */
    String text() {
        return delay.toMinutes() == 0 ? delay.toSeconds() + "s" : delay.toMinutes() + "m" + delay.toSecondsPart() + "s";
    }
}
