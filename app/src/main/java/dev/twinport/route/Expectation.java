package dev.twinport.route;

import dev.twinport.message.Message;
import dev.twinport.route.HostName.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the routes of a port are expected to lead, whatever the VirtualService says: a subset of the Service they are
 * routed to. What the subset's pods are is read from the cluster.
 *
 * @param port
 *            the Gateway server's port
 * @param subset
 *            the subset's name in the DestinationRule
 */
public record Expectation(int port, String subset) {

    /** The pods of that subset, of every Service the route leads to; none when it leads nowhere. */
    public ExpectedPods pods(Route route, Inventory inventory) {
        DestinationRules rules = new DestinationRules(inventory);
        Set<String> gatewayNamespaces = DestinationRules.namespaces(route.gatewayPods(), inventory);
        List<PodTarget> pods = new ArrayList<>();
        Optional<Message> unknown = Optional.empty();
        for (Destination destination : route.destinations()) {
            Optional<ServiceName> service = service(destination, route);
            if (service.isEmpty()) {
                continue;
            }
            DestinationRules.Subset found = rules.find(service.get(), subset, gatewayNamespaces);
            Destination expected = new DestinationReader(inventory, rules, gatewayNamespaces, written(destination),
                    namespace(route), port, Optional.empty()).read(100);
            expected.pods().stream().filter(pod -> !pods.contains(pod)).forEach(pods::add);
            if (found.unread()) {
                unknown = unknown.or(found::problem);
            } else if (expected.pods().isEmpty()) {
                unknown = unknown.or(() -> inventory.unread("Pod", service.get().namespace())
                        .map(why -> Message.of("route.unread", "Pod", why)));
            }
        }
        return new ExpectedPods(subset, pods, pods.isEmpty() ? unknown : Optional.empty());
    }

    /**
     * The subsets that can be expected of the route: those of its Services' DestinationRules, and those the routes
     * name, for one that is named and missing is a fault of the cluster and not of who expects it. Empty when that is
     * not known: the rules may not be read, or the route leads nowhere yet.
     */
    public static Set<String> known(Route route, Inventory inventory) {
        DestinationRules rules = new DestinationRules(inventory);
        Set<ServiceName> services = route.destinations().stream()
                .flatMap(destination -> service(destination, route).stream()).collect(Collectors.toSet());
        if (inventory.unread("DestinationRule").isPresent()) {
            return Set.of();
        }
        Set<String> known = services.stream().flatMap(rules::names).collect(Collectors.toCollection(TreeSet::new));
        for (Route other : RouteReader.read(inventory)) {
            other.destinations().stream()
                    .filter(destination -> service(destination, other).filter(services::contains).isPresent())
                    .forEach(destination -> destination.subset().ifPresent(known::add));
        }
        return known;
    }

    private static Optional<ServiceName> service(Destination destination, Route route) {
        return HostName.read(destination.host(), namespace(route)).service();
    }

    private KubernetesObject written(Destination destination) {
        return new KubernetesObject(
                Map.of("host", destination.host(), "subset", subset, "port", Map.of("number", destination.port())));
    }

    /** Hosts without a dot are of the VirtualService's, or TCPRoute's, namespace. */
    private static String namespace(Route route) {
        return route.routing().map(ObjectName::namespace).orElse(route.id().namespace());
    }
}
