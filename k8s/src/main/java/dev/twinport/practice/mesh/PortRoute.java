package dev.twinport.practice.mesh;

import java.util.List;

/**
 * What a connection to one port of the gateway's Service comes to.
 *
 * @param port
 *            the Service's port: the one that is opened on loopback
 * @param gatewayPort
 *            the port of the gateway pod it stands for
 * @param service
 *            the gateway's Service
 * @param pod
 *            the gateway pod, which logs the connection
 * @param podAddress
 *            its address in the cluster
 * @param gateway
 *            the Gateway the port is from, as {@code namespace/name}
 * @param virtualService
 *            the VirtualService whose route it is, as {@code namespace/name}
 * @param destinations
 *            where it leads; by weight when there are several
 */
public record PortRoute(int port, int gatewayPort, ObjectName service, ObjectName pod, String podAddress,
        ObjectName gateway, ObjectName virtualService, List<Destination> destinations) {

    public PortRoute {
        destinations = List.copyOf(destinations);
    }
}
