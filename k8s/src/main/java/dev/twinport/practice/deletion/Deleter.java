package dev.twinport.practice.deletion;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Deletes objects of a store. Any thread may use it. */
public final class Deleter {

    private final Store store;

    public Deleter(Store store) {
        this.store = store;
    }

    /**
     * What a deletion has led to.
     *
     * @param object
     *            the object as it is now, or as it was at last
     * @param gone
     *            whether it is not there any more; otherwise it waits for its kubelet or its finalizers
     */
    public record Deleted(ObjectNode object, boolean gone) {
    }

    /**
     * Deletes an object, or begins to.
     *
     * @throws StoreException
     *             NotFound; Conflict when it is not the object, or not the version of it, that is meant
     */
    public Deleted delete(ResourceKey key, DeleteOptions options) {
        DeletionRules rules = new DeletionRules(key.kind(), options, store.clock().instant());
        if (options.dryRun()) {
            ObjectNode current = store.get(key);
            check(key, current, options);
            Optional<ObjectNode> kept = rules.kept(current);
            return new Deleted(kept.orElse(current), kept.isEmpty());
        }
        Store.Removal removal = store.remove(key, current -> {
            check(key, current, options);
            return rules.kept(current);
        });
        return new Deleted(removal.object(), removal.gone());
    }

    /** Deletes an object if it is there. */
    public void deleteIfThere(ResourceKey key, DeleteOptions options) {
        try {
            delete(key, options);
        } catch (StoreException goneMeanwhile) {
            if (goneMeanwhile.reason() != StoreException.Reason.NotFound) {
                throw goneMeanwhile;
            }
        }
    }

    private static void check(ResourceKey key, JsonNode current, DeleteOptions options) {
        String uid = current.at("/metadata/uid").asString("");
        if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
            throw conflict(key,
                    "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
                            .formatted(options.uid(), uid));
        }
        String version = current.at("/metadata/resourceVersion").asString("");
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
            throw conflict(key,
                    "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
                            .formatted(options.resourceVersion(), version));
        }
    }

    private static StoreException conflict(ResourceKey key, String why) {
        String kind = key.kind().group().isEmpty() ? key.kind().kind() : key.kind().kind() + "." + key.kind().group();
        return new StoreException(StoreException.Reason.Conflict, key,
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind, key.name(), why));
    }
}
