package dev.twinport.practice.mesh;

import java.util.List;

/**
 * What the gateway does with a new connection, for each port: the whole of the mesh's configuration at one moment.
 *
 * @param routes
 *            the ports that are listened on, by port
 * @param omissions
 *            Gateway servers that are not, and why
 */
public record RoutingTable(List<PortRoute> routes, List<Omission> omissions) {

    public RoutingTable {
        routes = List.copyOf(routes);
        omissions = List.copyOf(omissions);
    }

    /**
     * A server of a Gateway that no listener was made for.
     *
     * @param port
     *            the server's port, as the Gateway names it
     */
    public record Omission(ObjectName gateway, int port, Reason reason) {
    }

    /** Why there is no listener. To a client, all look the same: the connection is refused. */
    public enum Reason {
        /** The Gateway's selector matches no ready gateway pod. */
        NO_GATEWAY_POD,
        /** The server is not plain TCP. */
        NOT_TCP,
        /** An older Gateway has the port. */
        PORT_TAKEN_BY_OLDER_GATEWAY,
        /** No VirtualService is bound to the Gateway and has a host in common with the server. */
        NO_VIRTUAL_SERVICE,
        /** VirtualServices are bound, but no {@code tcp} route's match holds for this port and Gateway. */
        NO_MATCHING_ROUTE,
        /** The gateway pod listens, but no port of its Service leads there. */
        PORT_NOT_ON_SERVICE
    }
}
