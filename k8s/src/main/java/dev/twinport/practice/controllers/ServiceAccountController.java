package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives each namespace its ServiceAccount {@code default}. */
public final class ServiceAccountController implements Controller {

    private final Store store;

    public ServiceAccountController(Store store) {
        this.store = store;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return event.key().kind().equals(ResourceKinds.NAMESPACE)
                || event.key().kind().equals(ResourceKinds.SERVICE_ACCOUNT);
    }

    @Override
    public void reconcile() {
        for (ObjectNode namespace : store.list(ResourceKinds.NAMESPACE, "").objects()) {
            ResourceKey key = new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, new KubernetesObject(namespace).name(),
                    "default");
            if (store.find(key).isEmpty()) {
                ObjectNode account = JsonNodeFactory.instance.objectNode();
                account.put("apiVersion", "v1").put("kind", "ServiceAccount");
                account.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
                store.create(key, account);
            }
        }
    }
}
