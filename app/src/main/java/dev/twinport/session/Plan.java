package dev.twinport.session;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and how densely routes are probed. A route is probed in rounds; rounds end with the count or with the time,
 * whichever comes first, and with neither they go on until the thread is interrupted.
 *
 * @param rounds
 *            rounds of each route; empty for no end by count
 * @param lasting
 *            from the start, the time within which probes are begun; empty for no end by time
 * @param every
 *            from the beginning of one round to that of the next; a round that takes longer leaves some out
 * @param parallel
 *            most probes under way at once, of all routes together
 * @param samples
 *            probes of one route in one round; with one, a route never has two under way
 */
public record Plan(Optional<Integer> rounds, Optional<Duration> lasting, Duration every, int parallel, int samples) {

    /** Enough that a few routes that time out do not hold up the others, few enough to be no load test. */
    public static final int PARALLEL = 32;
    /** A probe costs a connection and two lines in a pod's log: often enough to see, seldom enough not to disturb. */
    public static final Duration EVERY = Duration.ofSeconds(1);

    /** One probe through each route. */
    public static final Plan ONCE = new Plan(Optional.of(1), Optional.empty(), EVERY, PARALLEL, 1);

    public Plan {
        if (rounds.filter(count -> count < 1).isPresent() || lasting.filter(Duration::isNegative).isPresent()
                || !every.isPositive() || parallel < 1 || samples < 1) {
            throw new IllegalArgumentException("rounds %s, lasting %s, every %s, parallel %s, samples %s"
                    .formatted(rounds, lasting, every, parallel, samples));
        }
    }

    /** Whether there is but one round: then the routes need to be read only once. */
    public boolean isOnce() {
        return rounds.equals(Optional.of(1));
    }
}
