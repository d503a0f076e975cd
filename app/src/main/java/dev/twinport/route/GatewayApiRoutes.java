package dev.twinport.route;

import dev.twinport.message.Message;
import dev.twinport.route.HostName.ServiceName;
import dev.twinport.route.Link.Stage;
import dev.twinport.route.TcpRoute.Parent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The routes that Gateways and TCPRoutes of the Gateway API make in Istio. A route is one TCP listener; one of another
 * protocol is a route only when a TCPRoute means it. A TCPRoute that names a Gateway or listener which is not there is
 * a route, too: a broken one.
 */
final class GatewayApiRoutes {

    private final Inventory inventory;
    private final PortClaims claims;
    private final DestinationRules rules;
    private final List<GatewayListener> listeners;
    private final Map<ObjectName, List<GatewayListener>> byGateway;
    private final List<TcpRoute> tcpRoutes;
    private final Map<ObjectName, List<TcpRoute>> byParent = new HashMap<>();
    private final List<TcpRoute> strays;

    /**
     * @param listeners
     *            all there are
     * @param claims
     *            of all ports, those of Istio's own Gateways as well
     */
    GatewayApiRoutes(Inventory inventory, List<GatewayListener> listeners, PortClaims claims, DestinationRules rules) {
        this.inventory = inventory;
        this.claims = claims;
        this.rules = rules;
        this.listeners = listeners;
        this.byGateway = listeners.stream().collect(Collectors.groupingBy(one -> one.gateway().objectName()));
        this.tcpRoutes = TcpRoute.all(inventory);
        tcpRoutes.forEach(route -> route.parents().stream().map(Parent::gateway).distinct()
                .forEach(gateway -> byParent.computeIfAbsent(gateway, _ -> new ArrayList<>()).add(route)));
        this.strays = tcpRoutes.stream().filter(route -> route.parents().stream().anyMatch(this::isStray)).toList();
    }

    private boolean isStray(Parent parent) {
        return GatewayKind.GATEWAY_API.find(inventory, parent.gateway()).isEmpty();
    }

    List<Route> read() {
        Map<RouteId, Route> routes = new LinkedHashMap<>();
        List<Attachment> idle = new ArrayList<>();
        for (GatewayListener listener : listeners) {
            ObjectName gateway = listener.gateway().objectName();
            Attachment attachment = new Attachment(inventory, listener, byGateway.getOrDefault(gateway, List.of()),
                    byParent.getOrDefault(gateway, List.of()), strays);
            Optional<TcpRoute> taken = attachment.taken();
            if (taken.isPresent() || isMeantForTcp(attachment)) {
                // Of two listeners on a port, the one that leads somewhere tells more.
                routes.merge(listener.id(), route(attachment, taken),
                        (first, second) -> first.routing().isPresent() ? first : second);
                if (taken.isEmpty()) {
                    idle.add(attachment);
                }
            }
        }
        for (TcpRoute tcpRoute : tcpRoutes) {
            for (Parent parent : tcpRoute.parents()) {
                if (isLost(parent) && idle.stream().noneMatch(attachment -> attachment.couldHold(parent))) {
                    Route lost = lost(parent);
                    routes.putIfAbsent(lost.id(), lost);
                }
            }
        }
        return List.copyOf(routes.values());
    }

    /** Whether a listener has the port whose Gateway is of that namespace, or is named by a TCPRoute of it. */
    boolean have(int port, String namespace) {
        return listeners.stream().filter(listener -> listener.port() == port)
                .map(listener -> listener.gateway().objectName())
                .anyMatch(gateway -> gateway.namespace().equals(namespace) || byParent.getOrDefault(gateway, List.of())
                        .stream().anyMatch(route -> route.namespace().equals(namespace)));
    }

    private static boolean isMeantForTcp(Attachment attachment) {
        return attachment.listener().protocol().equalsIgnoreCase("TCP") || attachment.isSingledOut();
    }

    private Route route(Attachment attachment, Optional<TcpRoute> taken) {
        GatewayListener listener = attachment.listener();
        ObjectName gateway = listener.gateway().objectName();
        List<Link> chain = new ArrayList<>();
        chain.add(new Link(Stage.GATEWAY, Optional.of(gateway), gateway.name(), gatewayProblem(listener)));
        chain.add(taken.map(route -> link(route, problem(route, attachment)))
                .orElseGet(() -> new Link(Stage.TCP_ROUTE, Optional.empty(), "", Optional.of(attachment.whyNone()))));
        List<Destination> destinations = taken.map(route -> destinations(route, chain)).orElse(List.of());
        return new Route(listener.id(), gateway, listener.port(), listener.protocol(), listener.pods(),
                taken.map(route -> route.object().objectName()), destinations, chain);
    }

    private Optional<Message> gatewayProblem(GatewayListener listener) {
        String path = listener.gateway().objectName().path();
        if (!listener.isServed()) {
            return Optional.of(Message.of("route.noGatewayClass", path, listener.className()));
        }
        if (listener.foreignService().isPresent()) {
            return Optional.of(Message.of("route.gatewayServiceElsewhere", path, listener.foreignService().get().path(),
                    listener.gateway().namespace()));
        }
        if (!listener.isForTcp()) {
            return Optional.of(Message.of("route.listenerProtocol", listener.name(), path, listener.protocol()));
        }
        if (listener.conflict().isPresent()) {
            return Optional.of(Message.of("route.listenerConflict", listener.name(), path, listener.port(),
                    listener.conflict().get()));
        }
        return claims.before(listener)
                .map(earlier -> Message.of("route.shadowed", earlier.gateway().objectName().path(), listener.port()))
                .or(() -> denial(listener));
    }

    private static Optional<Message> denial(GatewayListener listener) {
        String path = listener.gateway().objectName().path();
        StatusConditions ofGateway = listener.gateway().part("status")
                .map(status -> StatusConditions.of(status, listener.gateway())).orElse(StatusConditions.NONE);
        StatusConditions ofListener = listener.conditions();
        return ofListener.denial("Accepted").or(() -> ofListener.denial("Programmed"))
                .map(said -> Message.of("route.listenerDenied", listener.name(), path, said))
                .or(() -> ofGateway.denial("Accepted").map(said -> Message.of("route.gatewayDenied", path, said)));
    }

    private static Link link(TcpRoute route, Optional<Message> problem) {
        return new Link(Stage.TCP_ROUTE, Optional.of(route.object().objectName()), route.object().name(), problem);
    }

    private static Optional<Message> problem(TcpRoute route, Attachment attachment) {
        if (attachment.isUnseen(route)) {
            return Optional.of(Message.of("route.tcpRouteUnseen", route.path()));
        }
        return noBackend(route);
    }

    private static Optional<Message> noBackend(TcpRoute route) {
        return route.backends().stream().allMatch(backend -> weight(backend) == 0)
                ? Optional.of(Message.of("route.noBackend", route.path()))
                : Optional.empty();
    }

    private List<Destination> destinations(TcpRoute route, List<Link> chain) {
        int total = route.backends().stream().mapToInt(GatewayApiRoutes::weight).sum();
        List<Destination> destinations = new ArrayList<>();
        for (KubernetesObject backend : route.backends()) {
            DestinationReader reader = reader(route, backend);
            destinations.add(reader.read(total == 0 ? 0 : Math.round(100f * weight(backend) / total)));
            chain.addAll(reader.links());
        }
        return destinations;
    }

    private static int weight(KubernetesObject backend) {
        return backend.number("weight").orElse(1);
    }

    private DestinationReader reader(TcpRoute route, KubernetesObject backend) {
        String kind = backend.text("kind").orElse("Service");
        boolean isService = kind.equals("Service") && backend.text("group").orElse("").isEmpty();
        String name = backend.text("name").orElse("");
        ServiceName service = new ServiceName(backend.text("namespace").orElse(route.namespace()), name);
        Optional<Message> refusal = isService ? refusal(route, backend, service)
                : kind.equals("Hostname") ? Optional.empty()
                        : Optional.of(Message.of("route.backendKind", route.path(), kind, name));
        String host = isService ? name + "." + service.namespace() + ".svc.cluster.local" : name;
        return new DestinationReader(inventory, rules, Set.of(),
                new KubernetesObject(Map.of("host", host, "port", Map.of("number", backend.number("port").orElse(0)))),
                route.namespace(), 0, refusal);
    }

    private Optional<Message> refusal(TcpRoute route, KubernetesObject backend, ServiceName service) {
        if (!new ReferenceGrants(inventory).permit(route, service)) {
            return Optional.of(Message.of("route.noGrant", route.path(), service.toString(), service.namespace()));
        }
        boolean elsewhere = !service.namespace().equals(route.namespace());
        if (elsewhere && inventory.unread("ReferenceGrant", service.namespace()).isPresent()) {
            return route.parents().stream().flatMap(parent -> parent.conditions().stream())
                    .filter(conditions -> conditions.isDenied("ResolvedRefs", "RefNotPermitted"))
                    .flatMap(conditions -> conditions.denial("ResolvedRefs").stream()).findFirst()
                    .map(said -> Message.of("route.tcpRouteDenied", route.path(), said));
        }
        return backend.number("port").isPresent() ? Optional.empty()
                : Optional.of(Message.of("route.backendWithoutPort", route.path(), service.toString()));
    }

    /** Whether a TCPRoute names a Gateway that is not there, or one of Istio's and none of its listeners. */
    private boolean isLost(Parent parent) {
        List<GatewayListener> known = listenersOf(parent);
        return known.isEmpty() ? isStray(parent) : known.stream().noneMatch(parent::means);
    }

    private List<GatewayListener> listenersOf(Parent parent) {
        return byGateway.getOrDefault(parent.gateway(), List.of());
    }

    private Route lost(Parent parent) {
        ObjectName gateway = parent.gateway();
        List<GatewayListener> known = listenersOf(parent);
        int port = parent.port().filter(number -> known.stream().noneMatch(listener -> listener.port() == number))
                .orElse(0);
        List<Link> chain = new ArrayList<>();
        chain.add(new Link(Stage.GATEWAY, known.stream().findFirst().map(_ -> gateway), gateway.name(),
                known.isEmpty() ? Optional.of(noGateway(parent)) : Optional.empty()));
        chain.add(link(parent.route(),
                known.isEmpty() ? noBackend(parent.route()) : Optional.of(Attachment.withoutListener(parent, known))));
        List<Destination> destinations = destinations(parent.route(), chain);
        String name = gateway.name() + parent.section().filter(_ -> port == 0).map("/"::concat).orElse("");
        return new Route(new RouteId(GatewayKind.GATEWAY_API, gateway.namespace(), name, port), gateway, port, "TCP",
                known.isEmpty() ? new GatewayPods.Behind(List.of()) : known.getFirst().pods(),
                Optional.of(parent.route().object().objectName()), destinations, chain);
    }

    private Message noGateway(Parent parent) {
        return inventory.unread(GatewayKind.GATEWAY_API.key(), parent.gateway().namespace())
                .map(why -> Message.of("route.unread", GatewayKind.GATEWAY_API.key(), why))
                .orElseGet(() -> Message.of("route.noParentGateway", parent.route().path(), parent.gateway().path()));
    }
}
