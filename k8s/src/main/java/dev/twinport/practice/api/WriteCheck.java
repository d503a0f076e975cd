package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKey;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a write must be allowed by that shows only when the object to be written is known. */
@FunctionalInterface
public interface WriteCheck {

    /** For writes by the cluster itself: they may do everything. */
    WriteCheck NONE = (key, named, before, after) -> {
    };

    /**
     * Called before anything is stored, and before the object is validated.
     *
     * @param named
     *            the name in the request's path; empty when an object is created in a collection
     * @param before
     *            the object as it was; empty when it is created
     * @param after
     *            the object to be stored; not to be modified
     *
     * @throws RuntimeException
     *             an {@link ApiFailure} or a {@link dev.twinport.practice.store.StoreException} to refuse the write
     */
    void check(ResourceKey key, String named, Optional<ObjectNode> before, ObjectNode after);
}
