package dev.twinport.route;

import dev.twinport.message.Message;
import dev.twinport.route.Link.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the routes out of a cluster's objects, as Istio would build them. Pure.
 * <p>
 * A route is one TCP (or TLS) server of an Istio Gateway. A server declared HTTP is a route only when a VirtualService
 * means it for TCP: then its protocol is the mistake. A Gateway that a VirtualService names and that is not there is a
 * route, too: a broken one. The Gateway API's routes ({@link GatewayApiRoutes}) stand beside them.
 */
public final class RouteReader {

    private final Inventory inventory;
    private final GatewayServers servers;
    private final VirtualServices virtualServices;
    private final DestinationRules rules;
    private final PortClaims claims;
    private final GatewayApiRoutes gatewayApi;

    private RouteReader(Inventory inventory) {
        this.inventory = inventory;
        this.servers = new GatewayServers(inventory);
        this.virtualServices = new VirtualServices(inventory);
        this.rules = new DestinationRules(inventory);
        List<GatewayListener> listeners = GatewayListener.all(inventory);
        this.claims = new PortClaims(inventory, servers.all(), listeners);
        this.gatewayApi = new GatewayApiRoutes(inventory, listeners, claims, rules);
    }

    /** The routes, by port, then by Gateway; those whose port is not known last. */
    public static List<Route> read(Inventory inventory) {
        return new RouteReader(inventory).routes();
    }

    private List<Route> routes() {
        Map<RouteId, Route> routes = new LinkedHashMap<>();
        for (GatewayServer server : servers.all()) {
            if (!server.isHttp() || isMeantForTcp(server)) {
                routes.put(server.id(), route(server));
            }
        }
        for (KubernetesObject virtualService : virtualServices.all()) {
            withoutGateway(virtualService).forEach(route -> routes.putIfAbsent(route.id(), route));
        }
        gatewayApi.read().forEach(route -> routes.put(route.id(), route));
        return routes.values().stream()
                .sorted(Comparator.comparingInt((Route route) -> route.port() == 0 ? Integer.MAX_VALUE : route.port())
                        .thenComparing(route -> route.id().namespace()).thenComparing(route -> route.id().gateway())
                        .thenComparing(route -> route.id().kind()))
                .toList();
    }

    private boolean isMeantForTcp(GatewayServer server) {
        return virtualServices.boundTo(server).stream()
                .flatMap(virtualService -> VirtualServiceRoute.routes(virtualService, "tcp").stream())
                .anyMatch(route -> route.ports().contains(server.port()) && route.takes(server));
    }

    private Route route(GatewayServer server) {
        List<Link> chain = new ArrayList<>();
        chain.add(new Link(Stage.GATEWAY, Optional.of(server.gateway().objectName()), server.gateway().name(),
                gatewayProblem(server)));
        Optional<VirtualServiceRoute> taken = virtualServices.firstFor(server);
        chain.add(virtualServiceLink(taken, server));
        List<Destination> destinations = taken.map(route -> destinations(route, server.port(), server.pods(), chain))
                .orElse(List.of());
        return new Route(server.id(), server.gateway().objectName(), server.port(), server.protocol(), server.pods(),
                taken.map(route -> route.virtualService().objectName()), destinations, chain);
    }

    private Optional<Message> gatewayProblem(GatewayServer server) {
        if (server.isHttp()) {
            return Optional.of(Message.of("route.declaredHttp", server.port(), server.protocol()));
        }
        return claims.before(server)
                .map(earlier -> Message.of("route.shadowed", earlier.gateway().objectName().path(), server.port()));
    }

    private Link virtualServiceLink(Optional<VirtualServiceRoute> taken, GatewayServer server) {
        if (taken.isPresent()) {
            KubernetesObject virtualService = taken.get().virtualService();
            Optional<Message> problem = taken.get().destinations().isEmpty()
                    ? Optional.of(Message.of("route.noDestination", virtualService.objectName().path(), server.port()))
                    : Optional.empty();
            return new Link(Stage.VIRTUAL_SERVICE, Optional.of(virtualService.objectName()), virtualService.name(),
                    problem);
        }
        List<KubernetesObject> bound = virtualServices.boundTo(server);
        if (bound.isEmpty()) {
            return new Link(Stage.VIRTUAL_SERVICE, Optional.empty(), "", Optional.of(noVirtualService(server)));
        }
        KubernetesObject first = bound.getFirst();
        return new Link(Stage.VIRTUAL_SERVICE, Optional.of(first.objectName()), first.name(),
                Optional.of(whyNotTaken(first, server)));
    }

    private Message noVirtualService(GatewayServer server) {
        String gateway = server.gateway().objectName().path();
        Optional<Message> astray = virtualServices.all().stream()
                .filter(virtualService -> matchedPorts(virtualService, server.routeSection()).contains(server.port()))
                .flatMap(virtualService -> missingGateways(virtualService).stream().map(missing -> Message
                        .of("route.namesOtherGateway", virtualService.objectName().path(), missing.path(), gateway)))
                .findFirst();
        return astray
                .or(() -> inventory.unread("VirtualService")
                        .map(why -> Message.of("route.noVirtualServiceRead", gateway, why)))
                .orElseGet(() -> Message.of("route.noVirtualService", gateway, server.port()));
    }

    private static Message whyNotTaken(KubernetesObject virtualService, GatewayServer server) {
        String name = virtualService.objectName().path();
        if (!VirtualServiceRoute.sharesHost(virtualService, server)) {
            return Message.of("route.hostsApart", name, String.join(", ", virtualService.texts("spec", "hosts")),
                    String.join(", ", server.hosts()));
        }
        String section = server.routeSection();
        if (VirtualServiceRoute.routes(virtualService, section).isEmpty()) {
            return Message.of("route.noSection", name, section);
        }
        String ports = matchedPorts(virtualService, section).stream().map(String::valueOf)
                .collect(Collectors.joining(", "));
        boolean portMatched = matchedPorts(virtualService, section).contains(server.port());
        return portMatched ? Message.of("route.matchOtherGateway", name, server.port(), server.gateway().name())
                : Message.of("route.portUnmatched", name, server.port(), ports, section);
    }

    private static Set<Integer> matchedPorts(KubernetesObject virtualService, String section) {
        return VirtualServiceRoute.routes(virtualService, section).stream().flatMap(route -> route.ports().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Destination> destinations(VirtualServiceRoute route, int port, GatewayPods gatewayPods,
            List<Link> chain) {
        List<KubernetesObject> written = route.destinations();
        int total = written.stream().mapToInt(one -> one.number("weight").orElse(0)).sum();
        Set<String> gatewayNamespaces = DestinationRules.namespaces(gatewayPods, inventory);
        List<Destination> destinations = new ArrayList<>();
        for (KubernetesObject one : written) {
            KubernetesObject destination = one.part("destination").orElse(one);
            DestinationReader reader = new DestinationReader(inventory, rules, gatewayNamespaces, destination,
                    route.virtualService().namespace(), port, Optional.empty());
            destinations.add(reader.read(share(one, written.size(), total)));
            chain.addAll(reader.links());
        }
        return destinations;
    }

    /** Istio sends a lone destination everything, whatever weight it has. */
    private static int share(KubernetesObject destination, int count, int total) {
        int weight = destination.number("weight").orElse(0);
        return count == 1 ? 100 : total == 0 ? 0 : Math.round(100f * weight / total);
    }

    /**
     * The ports a VirtualService means for Gateways that do not exist (or that could not be read). A port that the
     * Gateway API has instead was moved there: what the VirtualService says of it is left over.
     */
    private List<Route> withoutGateway(KubernetesObject virtualService) {
        List<Route> routes = new ArrayList<>();
        for (ObjectName missing : missingGateways(virtualService)) {
            for (VirtualServiceRoute route : VirtualServiceRoute.routes(virtualService, "tcp")) {
                route.portsAt(missing).stream().filter(port -> !isSaidElsewhere(virtualService, port))
                        .filter(port -> !wasMoved(missing, port))
                        .forEach(port -> routes.add(withoutGateway(route, missing, port)));
            }
        }
        return routes;
    }

    /** A server that has the port and no VirtualService already tells of the one that names another Gateway. */
    private boolean isSaidElsewhere(KubernetesObject virtualService, int port) {
        return servers.of(port).stream()
                .anyMatch(server -> !server.isHttp() && !virtualServices.boundTo(server).contains(virtualService)
                        && virtualServices.firstFor(server).isEmpty());
    }

    private boolean wasMoved(ObjectName missing, int port) {
        return gatewayApi.have(port, missing.namespace())
                && inventory.unread(GatewayKind.ISTIO.key(), missing.namespace()).isEmpty();
    }

    private Route withoutGateway(VirtualServiceRoute route, ObjectName missing, int port) {
        KubernetesObject virtualService = route.virtualService();
        Message problem = inventory.unread(GatewayKind.ISTIO.key(), missing.namespace())
                .map(why -> Message.of("route.unread", GatewayKind.ISTIO.key(), why))
                .orElseGet(() -> Message.of("route.noGateway", virtualService.objectName().path(), missing.path()));
        List<Link> chain = new ArrayList<>();
        chain.add(new Link(Stage.GATEWAY, Optional.empty(), missing.name(), Optional.of(problem)));
        chain.add(new Link(Stage.VIRTUAL_SERVICE, Optional.of(virtualService.objectName()), virtualService.name(),
                Optional.empty()));
        GatewayPods unknown = new GatewayPods.Labelled(Map.of());
        List<Destination> destinations = destinations(route, port, unknown, chain);
        return new Route(new RouteId(GatewayKind.ISTIO, missing.namespace(), missing.name(), port), missing, port,
                "TCP", unknown, Optional.of(virtualService.objectName()), destinations, chain);
    }

    private List<ObjectName> missingGateways(KubernetesObject virtualService) {
        return VirtualServiceRoute.gatewayNames(virtualService).stream().filter(name -> !servers.hasGateway(name))
                .toList();
    }
}
