package dev.twinport.route;

import java.util.List;

/**
 * One tcp (or tls) route of a VirtualService.
 *
 * @param virtualService
 *            the whole VirtualService
 * @param route
 *            the entry of its {@code tcp} or {@code tls} list
 */
record VirtualServiceRoute(KubernetesObject virtualService, KubernetesObject route) {

    private static final String MESH = "mesh";

    static List<VirtualServiceRoute> routes(KubernetesObject virtualService, String section) {
        return virtualService.items("spec", section).stream()
                .map(route -> new VirtualServiceRoute(virtualService, route)).toList();
    }

    /** The Gateways a VirtualService names; the mesh's sidecars are none. */
    static List<ObjectName> gatewayNames(KubernetesObject virtualService) {
        return names(virtualService.texts("spec", "gateways"), virtualService.namespace());
    }

    private static List<ObjectName> names(List<String> written, String ownNamespace) {
        return written.stream().filter(name -> !name.equals(MESH)).map(name -> gatewayName(name, ownNamespace))
                .toList();
    }

    /** {@code name}, {@code namespace/name}, {@code ./name} and the old {@code name.namespace.svc...}. */
    private static ObjectName gatewayName(String written, String ownNamespace) {
        int slash = written.indexOf('/');
        if (slash >= 0) {
            String namespace = written.substring(0, slash);
            return new ObjectName("Gateway", namespace.equals(".") ? ownNamespace : namespace,
                    written.substring(slash + 1));
        }
        String[] parts = written.split("\\.", -1);
        return new ObjectName("Gateway", parts.length > 1 ? parts[1] : ownNamespace, parts[0]);
    }

    /** Whether the hosts of a VirtualService and of a server have something in common; without, Istio skips it. */
    static boolean sharesHost(KubernetesObject virtualService, GatewayServer server) {
        List<String> hosts = virtualService.texts("spec", "hosts");
        return server.hosts().stream().anyMatch(written -> {
            int slash = written.indexOf('/');
            String namespace = slash < 0 ? "*" : written.substring(0, slash);
            boolean visible = namespace.equals("*") || namespace.equals(virtualService.namespace())
                    || (namespace.equals(".") && virtualService.namespace().equals(server.gateway().namespace()));
            return visible && hosts.stream().anyMatch(host -> HostName.overlap(written.substring(slash + 1), host));
        });
    }

    /** Whether one of the route's matches fits the server; a route without matches fits any. */
    boolean takes(GatewayServer server) {
        List<KubernetesObject> matches = route.items("match");
        return matches.isEmpty() || matches.stream().anyMatch(match -> fits(match, server));
    }

    private boolean fits(KubernetesObject match, GatewayServer server) {
        List<String> gateways = match.texts("gateways");
        boolean gatewayFits = gateways.isEmpty()
                || names(gateways, virtualService.namespace()).contains(server.gateway().objectName());
        int port = match.number("port").orElse(0);
        return gatewayFits && (port == 0 || port == server.port());
    }

    /** The ports the route's matches name. */
    List<Integer> ports() {
        return route.items("match").stream().flatMap(match -> match.number("port").stream()).toList();
    }

    /** The ports at which the route's matches fit that Gateway. */
    List<Integer> portsAt(ObjectName gateway) {
        return route.items("match").stream()
                .filter(match -> match.texts("gateways").isEmpty()
                        || names(match.texts("gateways"), virtualService.namespace()).contains(gateway))
                .flatMap(match -> match.number("port").stream()).distinct().toList();
    }

    List<KubernetesObject> destinations() {
        return route.items("route");
    }
}
