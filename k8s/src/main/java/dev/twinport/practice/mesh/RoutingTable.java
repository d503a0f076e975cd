package dev.twinport.practice.mesh;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the gateway does with a new connection, for each port: the whole of the mesh's configuration at one moment.
 *
 * @param routes
 *            the ports that are listened on, by port; two Services may want the same, the older one's is first
 * @param unexposed
 *            ports that Gateways name and no Service in front of their pods has: a load balancer drops what is sent
 *            there
 * @param listeners
 *            what the gateway pods listen on, whether anybody can come by or not
 * @param gatewayPods
 *            the gateway pods that are there and not about to end
 * @param omissions
 *            Gateway servers that no listener was made for, and why
 */
record RoutingTable(List<PortRoute> routes, Set<Integer> unexposed, Map<Listener, FilterChain> listeners,
        Set<ObjectName> gatewayPods, List<Omission> omissions) {

    /** Without any gateway. */
    static final RoutingTable EMPTY = new RoutingTable(List.of(), Set.of(), Map.of(), Set.of(), List.of());

    public RoutingTable {
        routes = List.copyOf(routes);
        unexposed = Set.copyOf(unexposed);
        listeners = Map.copyOf(listeners);
        gatewayPods = Set.copyOf(gatewayPods);
        omissions = List.copyOf(omissions);
    }

    /** A port of a gateway pod. */
    public record Listener(ObjectName pod, int port) {
    }

    /**
     * A server of a Gateway that no listener was made for.
     *
     * @param port
     *            the server's port, as the Gateway names it
     */
    public record Omission(ObjectName gateway, int port, Reason reason) {
    }

    /** Why there is no listener. But for the last one, all look the same to a client: the connection is refused. */
    public enum Reason {
        /** The Gateway's selector matches no ready gateway pod. */
        NO_GATEWAY_POD,
        /** The server is TLS: without its certificate, or a route by server name, Envoy does not listen either. */
        TLS,
        /** An older Gateway has the port. */
        PORT_TAKEN_BY_OLDER_GATEWAY,
        /** No VirtualService is bound to the Gateway and has a host in common with the server. */
        NO_VIRTUAL_SERVICE,
        /** VirtualServices are bound, but no {@code tcp} route's match holds for this port and Gateway. */
        NO_MATCHING_ROUTE,
        /** The gateway pod listens, but no port of its Service leads there: connections time out. */
        PORT_NOT_ON_SERVICE
    }
}
