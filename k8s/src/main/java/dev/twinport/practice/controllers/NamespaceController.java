package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives each namespace what every namespace has: the ServiceAccount {@code default}, and the certificates of the
 * cluster's and Istio's authorities as config maps. Who deletes one of them has it back.
 */
public final class NamespaceController implements ObjectController {

    private static final String CLUSTER_AUTHORITY = "kube-root-ca.crt";
    private static final String NOT_OF_ISTIO = "kube-";

    private final Store store;
    private volatile String authority = "";

    public NamespaceController(Store store) {
        this.store = store;
    }

    /** Gives all namespaces this certificate, PEM, those that come later too. Any thread may call it. */
    public void publish(String certificate) {
        authority = certificate;
        store.list(ResourceKinds.CONFIG_MAP, "").objects().stream().map(KubernetesObject::new)
                .filter(map -> map.name().equals(CLUSTER_AUTHORITY))
                .forEach(map -> publish(new ResourceKey(ResourceKinds.CONFIG_MAP, map.namespace(), map.name()),
                        "ca.crt", Map.of()));
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.NAMESPACE)) {
            due.accept(event.key());
        } else if (event.key().kind().equals(ResourceKinds.SERVICE_ACCOUNT)
                || event.key().kind().equals(ResourceKinds.CONFIG_MAP)) {
            due.accept(new ResourceKey(ResourceKinds.NAMESPACE, "", event.key().namespace()));
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> namespace = store.find(key);
        if (namespace.isEmpty() || new KubernetesObject(namespace.get()).isBeingDeleted()
                || new KubernetesObject(namespace.get()).status().path("phase").asString("").equals("Terminating")) {
            return Optional.empty();
        }
        String name = key.name();
        ResourceKey account = new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, name, "default");
        if (store.find(account).isEmpty()) {
            store.create(account, object("ServiceAccount", account));
        }
        publish(new ResourceKey(ResourceKinds.CONFIG_MAP, name, CLUSTER_AUTHORITY), "ca.crt", Map.of());
        boolean ofIstio = !name.startsWith(NOT_OF_ISTIO) || name.equals("kube-system");
        if (ofIstio) {
            Map<String, String> labels = Map.of("istio.io/config", "true");
            publish(new ResourceKey(ResourceKinds.CONFIG_MAP, name, "istio-ca-root-cert"), "root-cert.pem", labels);
            publish(new ResourceKey(ResourceKinds.CONFIG_MAP, name, "istio-ca-crl"), "ca-crl.pem", labels);
        }
        return Optional.empty();
    }

    private void publish(ResourceKey key, String field, Map<String, String> labels) {
        String value = field.startsWith("ca-crl") ? "" : authority;
        if (store.find(key).isPresent()) {
            store.update(key, map -> {
                map.withObject("/data").put(field, value);
                return map;
            });
            return;
        }
        ObjectNode map = object("ConfigMap", key);
        if (key.name().equals(CLUSTER_AUTHORITY)) {
            map.withObject("/metadata/annotations").put("kubernetes.io/description",
                    "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.");
        }
        labels.forEach(map.withObject("/metadata/labels")::put);
        if (labels.isEmpty()) {
            map.withObject("/metadata").remove("labels");
        }
        map.putObject("data").put(field, value);
        store.create(key, map);
    }

    private static ObjectNode object(String kind, ResourceKey key) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "v1").put("kind", kind);
        object.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
        return object;
    }
}
