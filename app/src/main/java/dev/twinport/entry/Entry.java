package dev.twinport.entry;

import dev.twinport.message.Message;
import dev.twinport.route.ObjectName;
import java.util.Optional;

/**
 * What a client dials for a route.
 *
 * @param host
 *            address or name
 * @param port
 *            TCP port
 * @param reason
 *            why this one was chosen, to be shown beside it
 * @param service
 *            the Service whose address it is; empty when a person gave it
 */
public record Entry(String host, int port, Kind kind, Message reason, Optional<ObjectName> service) {

    /** An entry of no Service that is known. */
    public Entry(String host, int port, Kind kind, Message reason) {
        this(host, port, kind, reason, Optional.empty());
    }

    /** How the address comes to be. */
    public enum Kind {
        LOAD_BALANCER_ADDRESS, LOAD_BALANCER_HOSTNAME, EXTERNAL_ADDRESS, NODE_PORT, CLUSTER_ADDRESS, POD_ADDRESS,
        GATEWAY_STATUS, GIVEN_BY_USER
    }

    /** The same, as the address of a Service. */
    Entry of(ObjectName owner) {
        return new Entry(host, port, kind, reason, Optional.of(owner));
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
