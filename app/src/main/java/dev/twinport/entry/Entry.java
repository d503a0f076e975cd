package dev.twinport.entry;

import dev.twinport.message.Message;

/**
 * What a client dials for a route.
 *
 * @param host
 *            address or name
 * @param port
 *            TCP port
 * @param reason
 *            why this one was chosen, to be shown beside it
 */
public record Entry(String host, int port, Kind kind, Message reason) {

    /** How the address comes to be. */
    public enum Kind {
        LOAD_BALANCER_ADDRESS, LOAD_BALANCER_HOSTNAME, EXTERNAL_ADDRESS, NODE_PORT, CLUSTER_ADDRESS, POD_ADDRESS,
        GATEWAY_STATUS, GIVEN_BY_USER
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
