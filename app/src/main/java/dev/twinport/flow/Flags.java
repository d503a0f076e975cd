package dev.twinport.flow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to know that something changed. They are told only that: what changed is theirs to read. */
public final class Flags {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Calls {@code flag} at every change until the subscription is closed. */
    public Subscription add(Runnable flag) {
        listeners.add(flag);
        return () -> listeners.remove(flag);
    }

    public void raise() {
        listeners.forEach(Runnable::run);
    }
}
