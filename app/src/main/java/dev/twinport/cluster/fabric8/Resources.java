package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.cluster.Scope;
import dev.twinport.route.KubernetesObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the server calls its resources: learnt when first needed, then remembered. */
final class Resources {

    private final ApiServer server;
    private final Map<String, KubernetesObject> known = new ConcurrentHashMap<>();
    private volatile String istioVersion = "v1";

    Resources(ApiServer server) {
        this.server = server;
    }

    /** The version Istio's kinds are read in: {@code v1}, unless {@link #findIstioVersion} found another. */
    String istioVersion() {
        return istioVersion;
    }

    /** Looks for an older version of Istio's kinds; whether there is one. */
    boolean findIstioVersion() throws ClusterException {
        try {
            KubernetesObject group = server
                    .get(new Request("/apis/" + ReadKind.ISTIO, "get", ReadKind.ISTIO, Optional.empty()));
            Optional<String> preferred = group.text("preferredVersion", "version");
            preferred.ifPresent(version -> istioVersion = version);
            return preferred.isPresent();
        } catch (ClusterException e) {
            if (e.reason() == Cause.NOT_FOUND || e.reason() == Cause.FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }

    /** The scope; fails when its namespace does not exist. A server that will not say is believed. */
    Scope requireNamespace(Scope scope) throws ClusterException {
        if (scope.namespace().isEmpty()) {
            return scope;
        }
        String namespace = scope.namespace().get();
        try {
            server.get(new Request("/api/v1/namespaces/" + namespace, "get", "namespaces", Optional.empty()));
        } catch (ClusterException e) {
            if (e.reason() == Cause.NOT_FOUND) {
                throw Failures.of(Cause.NO_SUCH_NAMESPACE, "cluster.noSuchNamespace", namespace);
            }
            if (e.reason() != Cause.FORBIDDEN) {
                throw e;
            }
        }
        return scope;
    }

    /** The request that applies an object. */
    Request patch(KubernetesObject object, String namespace) throws ClusterException {
        String version = object.apiVersion();
        String root = version.contains("/") ? "/apis/" + version : "/api/" + version;
        KubernetesObject resource = resource(root, version, object.kind());
        String plural = resource.text("name").orElse("");
        boolean namespaced = resource.at("namespaced").filter(Boolean.TRUE::equals).isPresent();
        Optional<String> place = namespaced ? Optional.of(object.namespace().isEmpty() ? namespace : object.namespace())
                : Optional.empty();
        String group = version.contains("/") ? "." + version.substring(0, version.indexOf('/')) : "";
        return new Request(
                root + place.map(name -> "/namespaces/" + name).orElse("") + "/" + plural + "/" + object.name(),
                "patch", plural + group, place);
    }

    private KubernetesObject resource(String root, String version, String kind) throws ClusterException {
        KubernetesObject remembered = known.get(version + " " + kind);
        if (remembered != null) {
            return remembered;
        }
        try {
            KubernetesObject list = server.get(new Request(root, "get", version, Optional.empty()));
            known.putAll(list.items("resources").stream()
                    .filter(resource -> !resource.text("name").orElse("/").contains("/"))
                    .collect(Collectors.toMap(resource -> version + " " + resource.text("kind").orElse(""),
                            resource -> resource, (first, _) -> first)));
        } catch (ClusterException e) {
            if (e.reason() != Cause.NOT_FOUND) {
                throw e;
            }
        }
        KubernetesObject found = known.get(version + " " + kind);
        if (found == null) {
            throw Failures.of(Cause.NOT_FOUND, "cluster.kindNotServed", kind, version);
        }
        return found;
    }
}
