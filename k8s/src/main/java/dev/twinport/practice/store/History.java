package dev.twinport.practice.store;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The latest changes of the objects of one kind, oldest first, as many as are kept. Not to be used by several threads
 * at once.
 * <p>
 * Each kind has its own, as the API server's watch cache has: a thousand pods that come up make several thousand
 * Events, and those must not take from a client that watches pods what happened since it listed them.
 */
final class History {

    /** Enough for a thousand pods to come up and go while somebody watches; versions of an object share their parts. */
    static final int LIMIT = 10_000;

    private final ArrayDeque<WatchEvent> events = new ArrayDeque<>();
    private long oldest = 1;

    void add(WatchEvent event) {
        events.addLast(event);
        if (events.size() > LIMIT) {
            oldest = events.removeFirst().resourceVersion() + 1;
        }
    }

    /** Whether every change after that version is known. */
    boolean reaches(long version) {
        return version + 1 >= oldest;
    }

    /** The oldest version from which a watch can begin. */
    long oldest() {
        return oldest;
    }

    /** All changes after a version. */
    List<WatchEvent> since(long version) {
        return events.stream().filter(event -> event.resourceVersion() > version).toList();
    }

    /**
     * Takes the changes since a version back.
     *
     * @param objects
     *            objects of a namespace, or of all if it is empty, as they are now, by place; as they were then
     *            afterwards
     */
    void undo(NavigableMap<String, ObjectNode> objects, String namespace, long version) {
        Iterator<WatchEvent> latestFirst = events.descendingIterator();
        while (latestFirst.hasNext()) {
            WatchEvent event = latestFirst.next();
            if (event.resourceVersion() <= version) {
                return;
            }
            ResourceKey key = event.key();
            if (namespace.isEmpty() || key.namespace().equals(namespace)) {
                if (event.previous() == null) {
                    objects.remove(ObjectIndex.path(key));
                } else {
                    objects.put(ObjectIndex.path(key), event.previous());
                }
            }
        }
    }
}
