package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Deletes what belongs to objects that are gone: by owner reference, and by namespace. */
public final class GarbageCollector implements Controller {

    private final Store store;

    public GarbageCollector(Store store) {
        this.store = store;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        // An owned object can also come after its owner has gone, from a controller that had read it before.
        return event.type() == WatchEvent.Type.DELETED ? !event.key().kind().equals(ResourceKinds.EVENT)
                : event.type() == WatchEvent.Type.ADDED && event.object().at("/metadata/ownerReferences").isArray();
    }

    @Override
    public void reconcile() {
        Set<String> uids = new HashSet<>();
        Set<String> namespaces = new HashSet<>();
        for (ResourceKind kind : store.kinds().all()) {
            store.list(kind, "").objects().forEach(tree -> uids.add(new KubernetesObject(tree).uid()));
        }
        store.list(ResourceKinds.NAMESPACE, "").objects()
                .forEach(tree -> namespaces.add(new KubernetesObject(tree).name()));
        for (ResourceKind kind : store.kinds().all()) {
            for (ObjectNode tree : store.list(kind, "").objects()) {
                KubernetesObject object = new KubernetesObject(tree);
                List<String> owners = object.ownerUids();
                boolean orphaned = !owners.isEmpty() && owners.stream().noneMatch(uids::contains);
                boolean homeless = kind.namespaced() && !namespaces.contains(object.namespace());
                if (orphaned || homeless) {
                    store.delete(new ResourceKey(kind, object.namespace(), object.name()));
                }
            }
        }
    }
}
