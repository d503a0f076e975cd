package dev.twinport.flow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double up to a longest, each shortened by chance so that thirty laptops do not come back at once. Safe for
 * use by several threads.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** How long to wait now: between half of the next step and all of it. */
    public synchronized Duration next() {
        Duration wait = next.dividedBy(2).plus(next.dividedBy(2_000).multipliedBy(random.nextInt(1_001)));
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return wait;
    }

    /** All went well: the next trouble starts from the beginning. */
    public synchronized void recovered() {
        next = first;
    }
}
