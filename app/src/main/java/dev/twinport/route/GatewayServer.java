package dev.twinport.route;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One server of an Istio Gateway.
 *
 * @param gateway
 *            the whole Gateway
 * @param port
 *            its port number
 * @param protocol
 *            as written, upper case; {@code TCP} when absent
 * @param tlsMode
 *            as written, upper case; empty without a {@code tls} block
 * @param hosts
 *            as written, possibly with {@code namespace/} in front
 */
record GatewayServer(KubernetesObject gateway, int port, String protocol, String tlsMode, String bind,
        List<String> hosts) implements PortClaim {

    private static final Set<String> HTTP = Set.of("HTTP", "HTTP2", "HTTPS", "GRPC", "GRPC-WEB");

    /** Istio's order of precedence: the older object first, then by name and namespace. */
    static final Comparator<KubernetesObject> OLDEST_FIRST = Comparator
            .comparing((KubernetesObject object) -> object.text("metadata", "creationTimestamp").orElse(""))
            .thenComparing(object -> object.name() + "." + object.namespace());

    /** One of those the Gateway lists. */
    static GatewayServer of(KubernetesObject gateway, KubernetesObject server) {
        return new GatewayServer(gateway, server.number("port", "number").orElse(0),
                upper(server.text("port", "protocol").orElse("TCP")), upper(server.text("tls", "mode").orElse("")),
                server.text("bind").orElse(""), server.texts("hosts"));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    @Override
    public RouteId id() {
        return new RouteId(GatewayKind.ISTIO, gateway.namespace(), gateway.name(), port);
    }

    @Override
    public String istioName() {
        return gateway.name();
    }

    @Override
    public GatewayPods pods() {
        return new GatewayPods.Labelled(gateway.stringMap("spec", "selector"));
    }

    /** Whether Istio looks for http routes here. HTTPS that is passed through is not HTTP to the gateway. */
    boolean isHttp() {
        return HTTP.contains(protocol) && !passesThrough();
    }

    /** Whether the gateway forwards TLS as it is, choosing by server name: then {@code tls} routes count. */
    boolean passesThrough() {
        return tlsMode.equals("PASSTHROUGH") || tlsMode.equals("AUTO_PASSTHROUGH");
    }

    @Override
    public boolean isTls() {
        return !tlsMode.isEmpty();
    }

    /** The section of a VirtualService whose routes this server takes. */
    String routeSection() {
        return passesThrough() ? "tls" : "tcp";
    }
}
