package dev.twinport.practice.api;

import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every write of an object, with all the API server adds to it and checks: what a client of the API can do, for whoever
 * is not one. Any thread may write.
 * <p>
 * A write is refused with an {@link ApiFailure} (the request cannot be carried out) or a {@link StoreException} (the
 * object is not there, is there already, or has changed).
 */
public final class ObjectWrites {

    private final Store store;
    private final FieldOwners owners;

    public ObjectWrites(Store store) {
        this.store = store;
        this.owners = new FieldOwners(new Schemas(store), store.clock());
    }

    /**
     * What a write has led to.
     *
     * @param object
     *            the object as it is now, or would be
     * @param created
     *            whether it was not there before
     */
    public record Written(ObjectNode object, boolean created) {
    }

    /** Creates an object in the collection at a path. */
    public Written create(ApiPath path, ObjectNode body, WriteOptions options) {
        ObjectNode posted = body.deepCopy();
        IncomingObject.complete(posted, path);
        String name = IncomingObject.nameForCreation(posted, path.kind());
        ObjectNode owned = owners.written(path, Json.object(), posted, options);
        return new Written(store(path.key(name), "", owned, options), true);
    }

    /** Puts an object in the place of the one at a path. */
    public Written replace(ApiPath path, ObjectNode body, WriteOptions options) {
        ObjectNode put = body.deepCopy();
        IncomingObject.complete(put, path);
        return new Written(change(path, options, current -> put), false);
    }

    /** Patches the object at a path; an apply creates it when it is not there. */
    public Written patch(ApiPath path, Patch patch, WriteOptions options) {
        if (patch.applies()) {
            return apply(path, patch, options);
        }
        return new Written(change(path, options, current -> {
            ObjectNode patched = patch.apply(VersionView.of(current, path.apiVersion()));
            IncomingObject.complete(patched, path);
            return patched;
        }), false);
    }

    private Written apply(ApiPath path, Patch patch, WriteOptions options) {
        ObjectNode applied = IncomingObject.applied(patch.body(), path);
        if (store.find(path.key()).isEmpty()) {
            if (!path.subresource().isEmpty()) {
                store.get(path.key());
            }
            ObjectNode object = owners.applied(path, Json.object(), applied, options);
            IncomingObject.complete(object, path);
            return new Written(store(path.key(), path.name(), object, options), true);
        }
        boolean status = path.subresource().equals("status");
        return new Written(update(path.key(), options, current -> {
            ObjectNode object = owners.applied(path, VersionView.of(current, path.apiVersion()), applied, options);
            IncomingObject.complete(object, path);
            ObjectNode after = StatusBoundary.keep(path.kind(), status, current, object);
            options.check().check(path.key(), path.name(), Optional.of(current), after);
            ObjectValidation.check(path.key(), Optional.of(current), after);
            return after;
        }), false);
    }

    /** Deletes the object at a path, and what is in it; returns its last state. */
    public ObjectNode delete(ApiPath path, WriteOptions options) {
        return options.dryRun() ? store.get(path.key()) : deleteWithContents(path.key());
    }

    /** Deletes the objects of the collection at a path that are chosen; returns them. */
    List<ObjectNode> deleteCollection(ApiPath path, Predicate<JsonNode> chosen, WriteOptions options) {
        List<ObjectNode> found = store.list(path.kind(), path.namespace()).objects().stream().filter(chosen).toList();
        if (!options.dryRun()) {
            found.forEach(object -> deleteIfThere(path.kind(), object));
        }
        return found;
    }

    /** Changes the number of pods of an object through its scale. */
    ObjectNode scale(ApiPath path, WriteOptions options, UnaryOperator<ObjectNode> change) {
        return update(path.key(), options, current -> {
            ObjectNode before = current.deepCopy();
            return owners.written(path, before, change.apply(current), options);
        });
    }

    /** Changes an object as it is stored, or only says what it would become when the write is a dry run. */
    private ObjectNode update(ResourceKey key, WriteOptions options, UnaryOperator<ObjectNode> change) {
        return options.dryRun() ? store.previewUpdate(key, change) : store.update(key, change);
    }

    private ObjectNode store(ResourceKey key, String named, ObjectNode object, WriteOptions options) {
        if (key.kind().namespaced()) {
            store.get(new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace()));
        }
        options.check().check(key, named, Optional.empty(), object);
        ObjectValidation.check(key, Optional.empty(), object);
        ObjectNode complete = InitialStatus.set(key.kind(), object);
        return options.dryRun() ? store.previewCreate(key, complete) : store.create(key, complete);
    }

    private ObjectNode change(ApiPath path, WriteOptions options, UnaryOperator<ObjectNode> change) {
        boolean status = path.subresource().equals("status");
        return update(path.key(), options, current -> {
            ObjectNode before = current.deepCopy();
            ObjectNode owned = owners.written(path, before, change.apply(current), options);
            ObjectNode after = StatusBoundary.keep(path.kind(), status, before, owned);
            options.check().check(path.key(), path.name(), Optional.of(before), after);
            ObjectValidation.check(path.key(), Optional.of(before), after);
            return after;
        });
    }

    /** Removes an object; a namespace takes what is in it along. */
    private ObjectNode deleteWithContents(ResourceKey key) {
        if (key.kind().equals(ResourceKinds.NAMESPACE) && store.find(key).isPresent()) {
            for (ResourceKind kind : store.kinds().all()) {
                if (kind.namespaced()) {
                    store.list(kind, key.name()).objects().forEach(object -> deleteIfThere(kind, object));
                }
            }
        }
        return store.delete(key);
    }

    private void deleteIfThere(ResourceKind kind, JsonNode object) {
        ResourceKey key = new ResourceKey(kind, object.at("/metadata/namespace").asString(""),
                object.at("/metadata/name").asString(""));
        try {
            deleteWithContents(key);
        } catch (StoreException goneMeanwhile) {
            if (goneMeanwhile.reason() != StoreException.Reason.NotFound) {
                throw goneMeanwhile;
            }
        }
    }
}
