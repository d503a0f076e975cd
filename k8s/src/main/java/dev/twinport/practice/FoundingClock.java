package dev.twinport.practice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that is behind until a cluster is founded: what every cluster has was there before its user came, so that the
 * gateway's pod need not be waited for by those who probe it a second after its start.
 */
final class FoundingClock extends Clock {

    /** Longer than any delay the pods that are there from the beginning begin with. */
    private static final Duration EARLIER = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile Duration behind = EARLIER;

    FoundingClock(Clock clock) {
        this.clock = clock;
    }

    /** From now on it says the time. */
    void catchUp() {
        behind = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return clock.instant().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    /** The same time, whenever it is asked, in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        FoundingClock other = new FoundingClock(clock.withZone(zone));
        other.behind = behind;
        return other;
    }
}
