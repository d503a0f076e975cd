package dev.twinport.practice.controllers;

import dev.twinport.practice.deletion.DeleteOptions;
import dev.twinport.practice.deletion.Deleter;
import dev.twinport.practice.deletion.Propagation;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.Store;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * How controllers delete: as everybody does, but once. A pod on a node is asked to end within its grace period, which
 * the kubelet sees to; an object with finalizers waits for those; any other goes.
 */
final class Deletion {

    private final Store store;
    private final Deleter deleter;

    Deletion(Store store) {
        this.store = store;
        this.deleter = new Deleter(store);
    }

    /** Begins it. Nothing happens when the object is gone, or is being deleted already. */
    void begin(ResourceKey key) {
        begin(key, DeleteOptions.DEFAULT);
    }

    /** Begins it, with that to happen to the object's dependents. */
    void begin(ResourceKey key, Propagation propagation) {
        begin(key, DeleteOptions.DEFAULT.with(propagation));
    }

    private void begin(ResourceKey key, DeleteOptions options) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isPresent() && !new KubernetesObject(found.get()).isBeingDeleted()) {
            deleter.deleteIfThere(key, options);
        }
    }
}
