package dev.twinport.practice.controllers;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings what belongs to one object to the state that object asks for, as the controllers of Kubernetes do it, each
 * with a queue of names.
 * <p>
 * Called by the one thread of {@link ControlLoop}.
 */
public interface ObjectController {

    /**
     * Names the objects to look at because of a change. Called inside the store's lock: must be quick.
     *
     * @param due
     *            takes their keys; an object that is due already is due once
     */
    void note(WatchEvent event, Consumer<ResourceKey> due);

    /**
     * Looks at the object, which may be gone by now, and does what is missing. Doing it twice does nothing the second
     * time; what it writes to the store brings the next call, so one call need not reach the goal.
     *
     * @return when to look again though nothing changes; empty when only a change can make it necessary
     */
    Optional<Instant> reconcile(ResourceKey key);
}
