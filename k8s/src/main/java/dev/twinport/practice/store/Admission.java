package dev.twinport.practice.store;

import tools.jackson.databind.node.ObjectNode;

/**
 * What stands between a write and the store, as Kubernetes' admission plugins and webhooks and the allocators of its
 * registry do: completes an object before anybody sees it, or refuses it by an exception.
 * <p>
 * Called inside the store's lock, for dry runs too: quick, without side effects, and what it reads from the store (the
 * addresses that are taken) cannot change before the object is in.
 */
public interface Admission {

    /** Lets everything in as it is. */
    Admission NONE = new Admission() {
        @Override
        public void onCreate(Store store, ResourceKey key, ObjectNode object) {
            // As it is.
        }

        @Override
        public void onUpdate(Store store, ResourceKey key, ObjectNode before, ObjectNode object) {
            // As it is.
        }
    };

    /**
     * An object is to be added.
     *
     * @param object
     *            with uid and times; may be changed
     */
    void onCreate(Store store, ResourceKey key, ObjectNode object);

    /**
     * An object is to be replaced.
     *
     * @param before
     *            what is stored; not to be modified
     * @param object
     *            what is to be stored; may be changed
     */
    void onUpdate(Store store, ResourceKey key, ObjectNode before, ObjectNode object);
}
