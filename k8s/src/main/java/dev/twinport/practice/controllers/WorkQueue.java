package dev.twinport.practice.controllers;

import dev.twinport.practice.store.ResourceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is due, and what will be: each object of each controller at most once, in the order in which it came. Not
 * thread-safe.
 */
final class WorkQueue {

    private final LinkedHashSet<Work> due = new LinkedHashSet<>();
    private final Map<Work, Instant> appointments = new HashMap<>();
    private final TreeMap<Instant, LinkedHashSet<Work>> calendar = new TreeMap<>();

    /** One controller's look at one object. */
    record Work(ObjectController controller, ResourceKey key) {
    }

    void add(Work work) {
        due.add(work);
    }

    /** The next work, which is then no longer in the queue; empty when nothing is due at {@code now}. */
    Optional<Work> poll(Instant now) {
        while (!calendar.isEmpty() && !calendar.firstKey().isAfter(now)) {
            for (Work work : calendar.pollFirstEntry().getValue()) {
                appointments.remove(work);
                due.add(work);
            }
        }
        Iterator<Work> first = due.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        Work work = first.next();
        first.remove();
        return Optional.of(work);
    }

    /** Puts work off until {@code when}, instead of any time named for it before; or until something changes. */
    void appoint(Work work, Optional<Instant> when) {
        Instant before = appointments.remove(work);
        if (before != null) {
            calendar.computeIfPresent(before, (time, works) -> {
                works.remove(work);
                return works.isEmpty() ? null : works;
            });
        }
        when.ifPresent(time -> {
            appointments.put(work, time);
            calendar.computeIfAbsent(time, _ -> new LinkedHashSet<>()).add(work);
        });
    }

    /** When the next appointment is; empty when there is none. */
    Optional<Instant> nextAppointment() {
        return calendar.isEmpty() ? Optional.empty() : Optional.of(calendar.firstKey());
    }

}
