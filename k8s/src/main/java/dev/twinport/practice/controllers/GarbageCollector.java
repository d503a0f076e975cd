package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Deletes what belongs to objects that are gone: by owner reference, and by namespace. */
public final class GarbageCollector implements ObjectController {

    private final Store store;
    private final Deletion deletion;

    public GarbageCollector(Store store, Clock clock) {
        this.store = store;
        this.deletion = new Deletion(store, clock);
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.EVENT)) {
            return;
        }
        if (event.type() == WatchEvent.Type.DELETED) {
            store.dependents(new KubernetesObject(event.object()).uid()).forEach(due);
            if (event.key().kind().equals(ResourceKinds.NAMESPACE)) {
                store.contents(event.key().name()).forEach(due);
            }
            // An owned object can also come after its owner has gone, from a controller that had read it before.
        } else if (event.object().at("/metadata/ownerReferences").isArray()) {
            boolean told = event.previous() != null && event.previous().at("/metadata/ownerReferences")
                    .equals(event.object().at("/metadata/ownerReferences"));
            if (!told) {
                due.accept(event.key());
            }
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> found = store.find(key);
        if (found.isPresent()) {
            if (key.kind().namespaced()
                    && store.find(new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace())).isEmpty()) {
                store.delete(key);
                return Optional.empty();
            }
            List<String> owners = new KubernetesObject(found.get()).ownerUids();
            if (!owners.isEmpty() && owners.stream().noneMatch(store::hasUid)) {
                deletion.begin(key);
            }
        }
        return Optional.empty();
    }

}
