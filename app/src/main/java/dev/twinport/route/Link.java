package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.Optional;
import java.util.Set;

/**
 * One link of a route's chain.
 *
 * @param object
 *            the object this link stands for; empty when it is missing
 * @param text
 *            what the link is called on screen: a name, a port, a count of pods
 * @param problem
 *            why the chain is broken here; empty when the link holds
 */
public record Link(Stage stage, Optional<ObjectName> object, String text, Optional<Message> problem) {

    private static final Set<String> UNREAD = Set.of("route.unread", "route.noVirtualServiceRead",
            "route.noTcpRouteRead");

    /** Why nobody knows whether the link holds: objects could not be read. */
    public Optional<Message> unread() {
        return problem.filter(why -> UNREAD.contains(why.key()));
    }

    /** The links in the order a connection meets them. */
    public enum Stage {
        GATEWAY, VIRTUAL_SERVICE, TCP_ROUTE, DESTINATION, SUBSET, PODS
    }
}
