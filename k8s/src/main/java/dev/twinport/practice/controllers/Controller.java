package dev.twinport.practice.controllers;

import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings one kind of thing to the state the objects ask for.
 * <p>
 * Called by the one thread of {@link ControlLoop}.
 */
public interface Controller {

    /** Whether that change can make a {@link #reconcile} necessary. Called inside the store's lock: must be quick. */
    boolean concerns(WatchEvent event);

    /**
     * Looks at the store and does what is missing. Doing it twice does nothing the second time; what it writes to the
     * store brings the next call, so one call need not reach the goal.
     *
     * @return when to look again though nothing changes; empty when only a change can make it necessary
     */
    Optional<Instant> reconcile();
}
