package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import tools.jackson.databind.node.ObjectNode;

/** The line from an object to the one that manages it: when that goes, the object goes. */
final class OwnerReference {

    private OwnerReference() {
    }

    /** Makes {@code owner} the managing owner of the object with that metadata. */
    static void write(ObjectNode metadata, KubernetesObject owner) {
        metadata.putArray("ownerReferences").addObject().put("apiVersion", owner.tree().path("apiVersion").asString(""))
                .put("kind", owner.kind()).put("name", owner.name()).put("uid", owner.uid()).put("controller", true)
                .put("blockOwnerDeletion", true);
    }
}
