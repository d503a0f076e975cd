package dev.twinport.route;

import java.util.List;
import java.util.Optional;

/**
 * One chain: gateway port, Gateway server, VirtualService tcp match, destination, subset, pods; or, by the Gateway API:
 * gateway port, Gateway listener, TCPRoute, backend, pods. Read from the cluster, never assumed.
 *
 * @param id
 *            what names this route while the cluster changes
 * @param gateway
 *            the Gateway whose server, or listener, it is
 * @param port
 *            its port number: what a client dials, unless the entry says otherwise; 0 when it is not known
 * @param protocol
 *            its protocol as written, upper case
 * @param gatewayPods
 *            which pods listen for the Gateway
 * @param routing
 *            the VirtualService whose first matching tcp route takes the connection, or the TCPRoute; empty when none
 *            does
 * @param destinations
 *            where connections go; empty when the chain is broken before that
 * @param chain
 *            every link in order, with what is wrong with it
 */
public record Route(RouteId id, ObjectName gateway, int port, String protocol, GatewayPods gatewayPods,
        Optional<ObjectName> routing, List<Destination> destinations, List<Link> chain) {

    public Route {
        destinations = List.copyOf(destinations);
        chain = List.copyOf(chain);
    }

    /** The port, or a question mark where it is not known. */
    public String portText() {
        return port == 0 ? "?" : Integer.toString(port);
    }

    /** All pods of all destinations that get connections, each once. */
    public List<PodTarget> pods() {
        return destinations.stream().filter(destination -> destination.weight() > 0)
                .flatMap(destination -> destination.pods().stream()).distinct().toList();
    }

    /** The first broken link, if any. */
    public Optional<Link> brokenLink() {
        return chain.stream().filter(link -> link.problem().isPresent()).findFirst();
    }

    /** {@code v1}, {@code v1 + v2}: what the port is routed to; empty when it leads nowhere. */
    public String destinationName() {
        return String.join(" + ", destinations.stream().map(Destination::shortName).toList());
    }

    /** The same with the log of this container in every pod that has one of that name. */
    public Route inContainer(String name) {
        return new Route(id, gateway, port, protocol, gatewayPods, routing,
                destinations.stream().map(destination -> destination.inContainer(name)).toList(), chain);
    }
}
