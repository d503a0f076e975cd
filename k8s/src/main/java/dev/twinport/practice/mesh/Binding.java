package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether a VirtualService and a server of a Gateway belong together ({@code pickMatchingGatewayHosts} and
 * {@code l4MultiMatch} in istiod).
 */
final class Binding {

    private Binding() {
    }

    /**
     * Whether the VirtualService names the Gateway, is exported to the gateway pod's namespace, and has a host in
     * common with the server. Without {@code spec.gateways} it is bound to the mesh's sidecars only.
     */
    static boolean isBound(KubernetesObject virtualService, KubernetesObject gateway, JsonNode server,
            String podNamespace) {
        return names(virtualService.spec().path("gateways"), virtualService, gateway)
                && isExported(virtualService, podNamespace)
                && virtualService.spec().path("hosts").valueStream().anyMatch(
                        host -> server.path("hosts").valueStream().anyMatch(allowed -> admits(allowed.asString(""),
                                host.asString(""), virtualService.namespace(), gateway.namespace())));
    }

    /** The Gateways a VirtualService names, each once. */
    static Set<ObjectName> gateways(KubernetesObject virtualService) {
        return virtualService.spec().path("gateways").valueStream().map(entry -> entry.asString(""))
                .filter(entry -> !entry.equals("mesh"))
                .map(entry -> ObjectName.parse(entry, virtualService.namespace()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The first {@code tcp} route whose match holds for that server's port and Gateway. */
    static Optional<JsonNode> firstMatch(KubernetesObject virtualService, KubernetesObject gateway, int serverPort) {
        return virtualService.spec().path("tcp").valueStream().filter(route -> !route.path("route").isEmpty())
                .filter(route -> {
                    JsonNode matches = route.path("match");
                    return matches.isEmpty() || matches.valueStream().anyMatch(match -> {
                        int port = match.path("port").asInt(0);
                        JsonNode gateways = match.path("gateways");
                        return (port == 0 || port == serverPort)
                                && (gateways.isEmpty() || names(gateways, virtualService, gateway));
                    });
                }).findFirst();
    }

    /** Whether {@code exportTo} lets that namespace see the object. */
    static boolean isExported(KubernetesObject object, String namespace) {
        JsonNode exportTo = object.spec().path("exportTo");
        return exportTo.isEmpty() || exportTo.valueStream().map(entry -> entry.asString(""))
                .map(entry -> entry.equals(".") ? object.namespace() : entry)
                .anyMatch(entry -> entry.equals("*") || entry.equals(namespace));
    }

    private static boolean names(JsonNode entries, KubernetesObject virtualService, KubernetesObject gateway) {
        return entries.valueStream().map(entry -> entry.asString("")).filter(entry -> !entry.equals("mesh"))
                .map(entry -> ObjectName.parse(entry, virtualService.namespace()))
                .anyMatch(ObjectName.of(gateway)::equals);
    }

    /** Whether a server's host entry, {@code [namespace/]host}, lets a VirtualService's host in. */
    private static boolean admits(String allowed, String host, String virtualServiceNamespace,
            String gatewayNamespace) {
        int slash = allowed.indexOf('/');
        String namespace = slash < 0 ? "*" : allowed.substring(0, slash);
        boolean namespaceFits = namespace.equals("*")
                || virtualServiceNamespace.equals(namespace.equals(".") ? gatewayNamespace : namespace);
        return namespaceFits
                && overlap(allowed.substring(slash + 1).toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT));
    }

    private static boolean overlap(String one, String other) {
        if (one.startsWith("*") && other.startsWith("*")) {
            return one.substring(1).endsWith(other.substring(1)) || other.substring(1).endsWith(one.substring(1));
        }
        if (one.startsWith("*")) {
            return other.endsWith(one.substring(1));
        }
        return other.startsWith("*") ? one.endsWith(other.substring(1)) : one.equals(other);
    }
}
