package dev.twinport.practice.api;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What namespaces have to do with writes: the API server's admission plugin {@code NamespaceLifecycle}. */
final class NamespaceRules {

    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

    private NamespaceRules() {
    }

    /**
     * Checks that something may be created in its namespace.
     *
     * @throws ApiFailure
     *             Forbidden when the namespace is being deleted
     * @throws dev.twinport.practice.store.StoreException
     *             NotFound when there is none of that name
     */
    static void checkCreation(Store store, ResourceKey key) {
        if (!key.kind().namespaced()) {
            return;
        }
        ObjectNode namespace = store.get(new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace()));
        if (new KubernetesObject(namespace).isBeingDeleted()) {
            throw ApiFailure.terminating(key);
        }
    }

    /**
     * Checks that an object may be deleted.
     *
     * @throws ApiFailure
     *             Forbidden for the namespaces no cluster is without
     */
    static void checkDeletion(ResourceKey key) {
        if (key.kind().equals(ResourceKinds.NAMESPACE) && IMMORTAL.contains(key.name())) {
            throw ApiFailure.forbidden("", key.kind().plural(), key.name(), "this namespace may not be deleted");
        }
    }
}
