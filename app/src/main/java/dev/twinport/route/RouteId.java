package dev.twinport.route;

/**
 * What names a route: its Gateway and the port. The same across changes of what lies behind.
 *
 * @param gateway
 *            its name; with the name of a listener after a slash where that has no port
 * @param port
 *            0 when nothing says which: a TCPRoute may name a Gateway that does not exist, and no port
 */
public record RouteId(GatewayKind kind, String namespace, String gateway, int port) {

    @Override
    public String toString() {
        return namespace + "/" + gateway + ":" + port + (kind == GatewayKind.GATEWAY_API ? " (Gateway API)" : "");
    }
}
