package dev.twinport.practice.api;

import dev.twinport.practice.deletion.DeleteOptions;
import dev.twinport.practice.deletion.Deleter;
import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    private final Schemas schemas;
    private final ObjectForm form;
    private final FieldOwners owners;
    private final Deleter deleter;

    public ObjectWrites(Store store) {
        this.store = store;
        this.schemas = new Schemas(store);
        this.owners = new FieldOwners(schemas, store.clock());
        this.deleter = new Deleter(store);
        this.form = new ObjectForm(store);
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
        form.complete(posted, path, options);
        String name = IncomingObject.nameForCreation(posted);
        MetadataRules.checkNoVersion(posted);
        ObjectNode owned = owners.written(path, Json.object(), posted, options);
        return new Written(store(path.key(name), "", owned, options), true);
    }

    /** Puts an object in the place of the one at a path. */
    public Written replace(ApiPath path, ObjectNode body, WriteOptions options) {
        ObjectNode put = body.deepCopy();
        form.complete(put, path, options);
        return new Written(change(path, options, current -> {
            MetadataRules.checkUid(path.key(), current, put);
            return put;
        }), false);
    }

    /** Patches the object at a path; an apply creates it when it is not there. */
    public Written patch(ApiPath path, Patch patch, WriteOptions options) {
        if (patch.applies()) {
            return apply(path, patch, options);
        }
        return new Written(change(path, options, current -> {
            ObjectNode patched = patch.apply(VersionView.of(current, path.apiVersion()),
                    schemas.of(path.kind(), path.version()));
            form.completePatched(patched, patch, path, options);
            return patched;
        }), false);
    }

    private Written apply(ApiPath path, Patch patch, WriteOptions options) {
        ObjectNode applied = IncomingObject.applied(patch.body());
        if (store.find(path.key()).isEmpty()) {
            if (!path.subresource().isEmpty()) {
                store.get(path.key());
            }
            try {
                return new Written(createApplied(path, applied, options), true);
            } catch (StoreException createdMeanwhile) {
                if (createdMeanwhile.reason() != StoreException.Reason.AlreadyExists) {
                    throw createdMeanwhile;
                }
            }
        }
        boolean status = path.subresource().equals("status");
        return new Written(update(path.key(), options, current -> {
            ObjectNode object = owners.applied(path, VersionView.of(current, path.apiVersion()), applied, options);
            form.complete(object, path, options);
            MetadataRules.keep(path.key(), current, object);
            ObjectNode after = StatusBoundary.keep(path.kind(), status, current, object);
            options.check().check(path.key(), path.name(), Optional.of(current), after);
            ObjectValidation.check(path.key(), Optional.of(current), after);
            if (!status) {
                form.check(path.kind(), after, Optional.of(current));
                AdmissionReview.ask(after, options);
            }
            return after;
        }), false);
    }

    private ObjectNode createApplied(ApiPath path, ObjectNode applied, WriteOptions options) {
        ObjectNode object = owners.applied(path, Json.object(), applied, options);
        form.complete(object, path, options);
        return store(path.key(), path.name(), object, options);
    }

    /** Deletes the object at a path, or begins to; returns it as it is then, or was at last. */
    public ObjectNode delete(ApiPath path, WriteOptions options) {
        return delete(path, DeleteOptions.DEFAULT.dry(options.dryRun())).object();
    }

    /** Deletes the object at a path, or begins to. */
    public Deleter.Deleted delete(ApiPath path, DeleteOptions options) {
        NamespaceRules.checkDeletion(path.key());
        return deleter.delete(path.key(), options);
    }

    /** Deletes objects of the collection at a path, those that are gone meanwhile excepted; returns the others. */
    List<ObjectNode> deleteCollection(ApiPath path, List<ObjectNode> chosen, DeleteOptions options) {
        List<ObjectNode> deleted = new ArrayList<>();
        for (ObjectNode object : chosen) {
            ResourceKey key = new ResourceKey(path.kind(), object.at("/metadata/namespace").asString(""),
                    object.at("/metadata/name").asString(""));
            NamespaceRules.checkDeletion(key);
            try {
                deleted.add(deleter.delete(key, options).object());
            } catch (StoreException goneMeanwhile) {
                if (goneMeanwhile.reason() != StoreException.Reason.NotFound) {
                    throw goneMeanwhile;
                }
            }
        }
        return deleted;
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
        NamespaceRules.checkCreation(store, key);
        options.check().check(key, named, Optional.empty(), object);
        ObjectValidation.check(key, Optional.empty(), object);
        form.check(key.kind(), object, Optional.empty());
        AdmissionReview.ask(object, options);
        ObjectNode complete = InitialStatus.set(key.kind(), object);
        return options.dryRun() ? store.previewCreate(key, complete) : store.create(key, complete);
    }

    private ObjectNode change(ApiPath path, WriteOptions options, UnaryOperator<ObjectNode> change) {
        boolean status = path.subresource().equals("status");
        return update(path.key(), options, current -> {
            ObjectNode before = current.deepCopy();
            ObjectNode wanted = change.apply(current);
            MetadataRules.checkVersion(path.key(), wanted);
            MetadataRules.keep(path.key(), before, wanted);
            ObjectNode owned = owners.written(path, before, wanted, options);
            ObjectNode after = StatusBoundary.keep(path.kind(), status, before, owned);
            options.check().check(path.key(), path.name(), Optional.of(before), after);
            ObjectValidation.check(path.key(), Optional.of(before), after);
            if (!status) {
                form.check(path.kind(), after, Optional.of(before));
                AdmissionReview.ask(after, options);
            }
            return after;
        });
    }
}
