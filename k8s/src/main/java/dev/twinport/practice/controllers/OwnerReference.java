package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The line from an object to the one that manages it: when that goes, the object goes. */
final class OwnerReference {

    private OwnerReference() {
    }

    /** Makes {@code owner} the managing owner of the object with that metadata. */
    static void add(ObjectNode metadata, KubernetesObject owner) {
        metadata.withArray("/ownerReferences").addObject()
                .put("apiVersion", owner.tree().path("apiVersion").asString("")).put("kind", owner.kind())
                .put("name", owner.name()).put("uid", owner.uid()).put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** The key of the managing owner, if it is of that kind. */
    static Optional<ResourceKey> owner(ObjectNode object, ResourceKind kind) {
        return object.path("metadata").path("ownerReferences").valueStream()
                .filter(owner -> owner.path("controller").asBoolean(false)
                        && owner.path("kind").asString("").equals(kind.kind()))
                .findFirst().map(owner -> new ResourceKey(kind, object.path("metadata").path("namespace").asString(""),
                        owner.path("name").asString("")));
    }
}
