package dev.twinport.practice.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a connection to one port of a gateway's Service comes to.
 *
 * @param port
 *            the port that is opened on loopback: the Service's, or a node port of it
 * @param nodePort
 *            whether it is a node port
 * @param gatewayPort
 *            the port of the gateway pods it stands for
 * @param service
 *            the gateway's Service
 * @param pods
 *            the gateway pods, one of which takes a connection; never empty
 * @param gateway
 *            the Gateway the port is from, as {@code namespace/name}
 * @param protocol
 *            {@link PortProtocol#TCP}, or {@link PortProtocol#HTTP}, which no TCP route concerns
 * @param virtualService
 *            the VirtualService or TCPRoute whose route it is, as {@code namespace/name}; empty for HTTP
 * @param destinations
 *            where it leads; by weight when there are several
 */
record PortRoute(int port, boolean nodePort, int gatewayPort, ObjectName service, List<GatewayPod> pods,
        ObjectName gateway, PortProtocol protocol, Optional<ObjectName> virtualService,
        List<Destination> destinations) {

    public PortRoute {
        pods = List.copyOf(pods);
        destinations = List.copyOf(destinations);
    }

    /** The same with one more pod that takes connections. */
    PortRoute with(GatewayPod pod) {
        List<GatewayPod> more = new ArrayList<>(pods);
        more.add(pod);
        return new PortRoute(port, nodePort, gatewayPort, service, more, gateway, protocol, virtualService,
                destinations);
    }
}
