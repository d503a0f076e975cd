package dev.twinport.route;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        List<String> hosts) {

    private static final String ISTIO = "networking.istio.io/";
    private static final Set<String> HTTP = Set.of("HTTP", "HTTP2", "HTTPS", "GRPC", "GRPC-WEB");

    /** Istio's order of precedence: the older object first, then by name and namespace. */
    static final Comparator<KubernetesObject> OLDEST_FIRST = Comparator
            .comparing((KubernetesObject object) -> object.text("metadata", "creationTimestamp").orElse(""))
            .thenComparing(object -> object.name() + "." + object.namespace());

    /** One of the Gateway's {@code servers}. */
    static GatewayServer of(KubernetesObject gateway, KubernetesObject server) {
        return new GatewayServer(gateway, server.number("port", "number").orElse(0),
                upper(server.text("port", "protocol").orElse("TCP")), upper(server.text("tls", "mode").orElse("")),
                server.text("bind").orElse(""), server.texts("hosts"));
    }

    /** Whether a Gateway is Istio's; the Gateway API has a kind of that name, too. */
    static boolean isIstios(KubernetesObject gateway) {
        return gateway.apiVersion().startsWith(ISTIO);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    RouteId id() {
        return new RouteId(gateway.namespace(), gateway.name(), port);
    }

    Map<String, String> selector() {
        return gateway.stringMap("spec", "selector");
    }

    /** Whether Istio looks for http routes here. HTTPS that is passed through is not HTTP to the gateway. */
    boolean isHttp() {
        return HTTP.contains(protocol) && !passesThrough();
    }

    /** Whether the gateway forwards TLS as it is, choosing by server name: then {@code tls} routes count. */
    boolean passesThrough() {
        return tlsMode.equals("PASSTHROUGH") || tlsMode.equals("AUTO_PASSTHROUGH");
    }

    private boolean isTls() {
        return !tlsMode.isEmpty();
    }

    /** The section of a VirtualService whose routes this server takes. */
    String routeSection() {
        return passesThrough() ? "tls" : "tcp";
    }

    /**
     * Whether Istio leaves this server out because the earlier one has its port on the same gateway pods. Two TLS
     * servers share a port as long as their hosts differ.
     */
    boolean isShadowedBy(GatewayServer earlier, Inventory inventory) {
        boolean samePlace = earlier.port == port && earlier.bind.equals(bind) && sharePods(earlier, inventory);
        if (!samePlace) {
            return false;
        }
        boolean shared = isTls() && earlier.isTls();
        return !shared || hosts.stream().anyMatch(earlier.hosts::contains);
    }

    private boolean sharePods(GatewayServer other, Inventory inventory) {
        List<KubernetesObject> pods = inventory.select("Pod", selector());
        return pods.isEmpty() ? selector().equals(other.selector())
                : pods.stream().anyMatch(pod -> Labels.select(other.selector(), pod));
    }
}
