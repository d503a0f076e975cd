package dev.twinport.practice.faults;

import dev.twinport.practice.api.ApiFailure;
import dev.twinport.practice.api.ApiPath;
import dev.twinport.practice.api.ObjectWrites;
import dev.twinport.practice.api.WriteOptions;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts back what a fault's commands changed, the last first. What others have changed since stays.
 * <p>
 * It writes to the store itself, not as a client would, so that nobody comes to own the fields that are put back.
 */
final class Undo {

    private final Store store;
    private final ObjectWrites writes;
    private final List<Leftover> leftovers = new ArrayList<>();

    private Undo(Store store) {
        this.store = store;
        this.writes = new ObjectWrites(store);
    }

    /** Puts back; says what it could not. */
    static List<Leftover> of(List<Change> changes, Store store) {
        Undo undo = new Undo(store);
        changes.reversed().forEach(undo::undoOrSayWhyNot);
        return List.copyOf(undo.leftovers);
    }

    /** What the store or the API does not take is one thing less that is put back; the others still are. */
    private void undoOrSayWhyNot(Change change) {
        try {
            undo(change);
        } catch (StoreException | ApiFailure refused) {
            leave(Leftover.Reason.REFUSED, change.key(), "", String.valueOf(refused.getMessage()));
        }
    }

    private void undo(Change change) {
        Optional<ObjectNode> now = store.find(change.key());
        if (change.before().isEmpty()) {
            now.ifPresent(object -> remove(change, object));
        } else if (change.after().isEmpty()) {
            createAnew(change.key(), change.before().get(), now);
        } else if (now.isEmpty()) {
            leave(Leftover.Reason.GONE_SINCE, change.key(), "", "");
        } else {
            List<String> conflicts = new ArrayList<>();
            store.update(change.key(), current -> {
                Reversal.Outcome outcome = Reversal.of(change.before().get(), change.after().get(), current);
                conflicts.addAll(outcome.conflicts());
                return outcome.object();
            });
            conflicts.forEach(path -> leave(Leftover.Reason.CHANGED_SINCE, change.key(), path, ""));
        }
    }

    private void remove(Change change, ObjectNode now) {
        if (change.after().map(after -> after.at("/metadata/uid")).equals(Optional.of(now.at("/metadata/uid")))) {
            writes.delete(ApiPath.of(change.key()), WriteOptions.by("kubectl"));
        } else {
            leave(Leftover.Reason.REPLACED_SINCE, change.key(), "", "");
        }
    }

    private void createAnew(ResourceKey key, ObjectNode before, Optional<ObjectNode> now) {
        if (now.isEmpty() && isThere(key.namespace())) {
            ObjectNode again = before.deepCopy();
            again.remove("status");
            store.create(key, again);
        } else if (now.isPresent() && !now.get().path("spec").equals(before.path("spec"))) {
            leave(Leftover.Reason.REPLACED_SINCE, key, "", "");
        }
    }

    /** Notes it, unless the whole namespace is gone: then nobody expects anything. */
    private void leave(Leftover.Reason reason, ResourceKey key, String path, String why) {
        if (isThere(key.namespace())) {
            leftovers.add(Leftover.of(reason, key, path, why));
        }
    }

    private boolean isThere(String namespace) {
        return store.find(new ResourceKey(ResourceKinds.NAMESPACE, "", namespace)).isPresent();
    }
}
