package dev.twinport.practice.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of one object.
 *
 * @param object
 *            the object after the change (its last state, for a deletion); shared, not to be modified
 * @param previous
 *            the object before the change, null for an addition; shared, not to be modified
 * @param resourceVersion
 *            the store's version right after the change
 */
public record WatchEvent(Type type, ResourceKey key, ObjectNode object, @Nullable ObjectNode previous,
        long resourceVersion) {

    /** The words of the Kubernetes watch protocol. */
    public enum Type {
        ADDED, MODIFIED, DELETED
    }
}
