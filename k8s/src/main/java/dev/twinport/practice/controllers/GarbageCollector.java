package dev.twinport.practice.controllers;

import dev.twinport.practice.deletion.Propagation;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes what belongs to objects that are gone, by owner reference and by namespace, and works off the finalizers
 * {@code foregroundDeletion} (dependents first) and {@code orphan} (dependents stay) of objects that are being deleted.
 */
public final class GarbageCollector implements ObjectController {

    private static final String OWNERS = "/metadata/ownerReferences";

    private final Store store;
    private final Deletion deletion;

    public GarbageCollector(Store store) {
        this.store = store;
        this.deletion = new Deletion(store);
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.EVENT)) {
            return;
        }
        JsonNode owners = event.object().at(OWNERS);
        if (event.type() == WatchEvent.Type.DELETED) {
            store.dependents(new KubernetesObject(event.object()).uid()).forEach(due);
            if (event.key().kind().equals(ResourceKinds.NAMESPACE)) {
                store.contents(event.key().name()).forEach(due);
            }
            noteOwners(event.key(), owners, due);
            return;
        }
        if (new KubernetesObject(event.object()).isBeingDeleted()) {
            due.accept(event.key());
        }
        if (event.previous() == null || !event.previous().at(OWNERS).equals(owners)) {
            // An owned object can also come after its owner has gone, from a controller that had read it before.
            if (owners.isArray()) {
                due.accept(event.key());
            }
            if (event.previous() != null) {
                noteOwners(event.key(), event.previous().at(OWNERS), due);
            }
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (key.kind().namespaced()
                && store.find(new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace())).isEmpty()) {
            store.delete(key);
            return Optional.empty();
        }
        KubernetesObject object = new KubernetesObject(found.get());
        if (object.isBeingDeleted()) {
            if (has(object, Propagation.ORPHAN)) {
                orphanDependents(key, object);
            } else if (has(object, Propagation.FOREGROUND)) {
                deleteDependents(key, object);
            }
            return Optional.empty();
        }
        List<String> owners = object.ownerUids();
        if (owners.isEmpty() || owners.stream().allMatch(store::hasUid)) {
            return Optional.empty();
        }
        if (owners.stream().noneMatch(store::hasUid)) {
            deletion.begin(key);
        } else {
            // Somebody else owns it still: those that are gone are struck off.
            strikeOff(key, owner -> !store.hasUid(owner.path("uid").asString("")));
        }
        return Optional.empty();
    }

    private void orphanDependents(ResourceKey key, KubernetesObject owner) {
        for (ResourceKey dependent : store.dependents(owner.uid())) {
            strikeOff(dependent, reference -> reference.path("uid").asString("").equals(owner.uid()));
        }
        release(key, Propagation.ORPHAN);
    }

    /** Deletes the dependents, and waits for those that say that they hold their owner up. */
    private void deleteDependents(ResourceKey key, KubernetesObject owner) {
        boolean waiting = false;
        for (ResourceKey dependent : store.dependents(owner.uid())) {
            Optional<ObjectNode> found = store.find(dependent);
            if (found.isPresent() && hasAnotherOwner(new KubernetesObject(found.get()), owner.uid())) {
                strikeOff(dependent, reference -> reference.path("uid").asString("").equals(owner.uid()));
            } else if (found.isPresent()) {
                boolean hasDependents = !store.dependents(new KubernetesObject(found.get()).uid()).isEmpty();
                deletion.begin(dependent, hasDependents ? Propagation.FOREGROUND : Propagation.BACKGROUND);
            }
            waiting |= store.find(dependent).filter(left -> blocks(left, owner.uid())).isPresent();
        }
        if (!waiting) {
            release(key, Propagation.FOREGROUND);
        }
    }

    /** Whether somebody owns it who stays ({@code attemptToDeleteItem}: solid owners). */
    private boolean hasAnotherOwner(KubernetesObject dependent, String uid) {
        return dependent.tree().at(OWNERS).valueStream().filter(
                owner -> !owner.path("uid").asString("").equals(uid) && store.hasUid(owner.path("uid").asString("")))
                .anyMatch(owner -> key(dependent.namespace(), owner).flatMap(store::find).map(KubernetesObject::new)
                        .filter(there -> there.isBeingDeleted() && has(there, Propagation.FOREGROUND)).isEmpty());
    }

    private static boolean blocks(JsonNode dependent, String uid) {
        return dependent.at(OWNERS).valueStream().anyMatch(reference -> reference.path("uid").asString("").equals(uid)
                && reference.path("blockOwnerDeletion").asBoolean(false));
    }

    private void strikeOff(ResourceKey key, Predicate<JsonNode> gone) {
        if (store.find(key).isEmpty()) {
            return;
        }
        store.update(key, tree -> {
            if (tree.at(OWNERS) instanceof ArrayNode owners) {
                owners.removeIf(gone);
                if (owners.isEmpty()) {
                    tree.withObject("/metadata").remove("ownerReferences");
                }
            }
            return tree;
        });
    }

    private void release(ResourceKey key, Propagation propagation) {
        store.update(key, tree -> {
            if (tree.at("/metadata/finalizers") instanceof ArrayNode finalizers) {
                finalizers.removeIf(finalizer -> finalizer.asString("").equals(propagation.finalizer()));
                if (finalizers.isEmpty()) {
                    tree.withObject("/metadata").remove("finalizers");
                }
            }
            return tree;
        });
    }

    private static boolean has(KubernetesObject object, Propagation propagation) {
        return object.tree().at("/metadata/finalizers").valueStream()
                .anyMatch(finalizer -> finalizer.asString("").equals(propagation.finalizer()));
    }

    /** An owner that is waiting for its dependents may have waited for this one. */
    private void noteOwners(ResourceKey dependent, JsonNode owners, Consumer<ResourceKey> due) {
        for (JsonNode owner : owners) {
            key(dependent.namespace(), owner).ifPresent(due);
        }
    }

    /** Where the owner is that a reference names, from an object of that namespace. */
    private Optional<ResourceKey> key(String namespace, JsonNode owner) {
        Optional<ResourceKind> kind = store.kinds().byKind(owner.path("apiVersion").asString(""),
                owner.path("kind").asString(""));
        return kind.map(
                known -> new ResourceKey(known, known.namespaced() ? namespace : "", owner.path("name").asString("")));
    }
}
