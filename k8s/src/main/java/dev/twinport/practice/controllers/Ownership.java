package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who belongs to whom ({@code pkg/controller/controller_ref_manager.go}): an owner keeps what its selector matches,
 * takes in what matches and belongs to nobody, and lets go of what no longer matches. Another owner's are left alone,
 * also when the selectors are the same.
 */
final class Ownership {

    private final Store store;

    Ownership(Store store) {
        this.store = store;
    }

    /** The objects of a kind that belong to {@code owner} after taking in and letting go. */
    List<KubernetesObject> claim(KubernetesObject owner, ResourceKind kind) {
        LabelSelector selector = LabelSelector.of(owner.spec().path("selector"));
        boolean ownerStays = !owner.isBeingDeleted();
        List<KubernetesObject> owned = new ArrayList<>();
        for (ResourceKey key : store.dependents(owner.uid())) {
            Optional<ObjectNode> found = key.kind().equals(kind) ? store.find(key) : Optional.empty();
            if (found.isPresent()) {
                KubernetesObject object = new KubernetesObject(found.get());
                if (!object.controllerUid().equals(Optional.of(owner.uid()))) {
                    continue;
                }
                if (selector.matches(object.labels())) {
                    owned.add(object);
                } else if (ownerStays) {
                    release(key, owner);
                }
            }
        }
        if (ownerStays && !selector.isEmpty()) {
            for (ObjectNode tree : store.list(kind, owner.namespace()).objects()) {
                if (isOrphan(tree) && selector.matches(new KubernetesObject(tree).labels())) {
                    owned.add(adopt(kind, new KubernetesObject(tree), owner));
                }
            }
        }
        return owned;
    }

    /** Whether it belongs to nobody, and is to stay. */
    static boolean isOrphan(ObjectNode object) {
        JsonNode owners = object.path("metadata").path("ownerReferences");
        return (owners.isMissingNode()
                || owners.valueStream().noneMatch(owner -> owner.path("controller").asBoolean(false)))
                && !new KubernetesObject(object).isBeingDeleted();
    }

    private KubernetesObject adopt(ResourceKind kind, KubernetesObject orphan, KubernetesObject owner) {
        return new KubernetesObject(store.update(new ResourceKey(kind, orphan.namespace(), orphan.name()), tree -> {
            OwnerReference.add(tree.withObject("/metadata"), owner);
            return tree;
        }));
    }

    private void release(ResourceKey key, KubernetesObject owner) {
        store.update(key, tree -> {
            ObjectNode metadata = tree.withObject("/metadata");
            ArrayNode left = tree.arrayNode();
            metadata.path("ownerReferences").valueStream()
                    .filter(reference -> !reference.path("uid").asString("").equals(owner.uid())).forEach(left::add);
            if (left.isEmpty()) {
                metadata.remove("ownerReferences");
            } else {
                metadata.set("ownerReferences", left);
            }
            return tree;
        });
    }
}
