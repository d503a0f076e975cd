package dev.twinport.practice.mesh;

import dev.twinport.practice.mesh.RoutingTable.Omission;
import dev.twinport.practice.mesh.RoutingTable.Reason;
import dev.twinport.practice.objects.KubernetesObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Gateways and VirtualServices to a {@link RoutingTable}. Pure.
 * <p>
 * The rules are istiod's, read in its source and seen on a real mesh ({@code docs/practice-mesh.md}):
 * <ul>
 * <li>A Gateway concerns a gateway pod when its selector matches the pod's labels, whatever its namespace.
 * <li>Plain TCP servers are not merged, nor with HTTP ones: of two on one port the older Gateway's is kept
 * ({@code pilot/pkg/model/gateway.go}, {@code canMergeProtocols}). HTTP servers are merged into one listener.
 * <li>A TCP server without a matching route gets no listener: connections are refused
 * ({@code pilot/pkg/networking/core/gateway.go}, "must have more than 0 chains in listener"). An HTTP server needs
 * none.
 * <li>The first matching {@code tcp} route of the oldest bound VirtualService wins. A match holds when one of its
 * entries does: {@code port}, if given, is the server's number, and {@code gateways}, if given, name this Gateway.
 * Other fields of it, such as {@code sourceLabels}, are not looked at.
 * <li>A port that no port of the gateway's Service leads to is listened on in the pod, where nobody comes by.
 * </ul>
 */
final class RoutingCompiler {

    private final MeshSnapshot snapshot;
    private final DestinationResolver destinations;
    private final Map<ObjectName, List<KubernetesObject>> virtualServices = new HashMap<>();
    private final Map<Outside, PortRoute> routes = new LinkedHashMap<>();
    private final Set<Integer> unexposed = new TreeSet<>();
    private final Map<RoutingTable.Listener, FilterChain> listeners = new HashMap<>();
    private final List<Omission> omissions = new ArrayList<>();

    /** A port as it is dialled, and whose it is. */
    private record Outside(int port, ObjectName service) {
    }

    /**
     * A gateway pod with what is looked up for each of its listeners.
     *
     * @param ways
     *            how its ports are reached from outside, by port
     * @param podPorts
     *            its ports by the number of the Service's that leads to them
     */
    private record Place(GatewayWorkload workload, GatewayPod pod, Map<Integer, List<GatewayWorkload.Way>> ways,
            Map<Integer, Integer> podPorts) {

        boolean isBehindLoadBalancer() {
            return ways.values().stream().flatMap(List::stream).anyMatch(way -> !way.node());
        }
    }

    /** Who has a port of a gateway pod. */
    private record Owner(ObjectName gateway, PortProtocol protocol) {
    }

    private RoutingCompiler(MeshSnapshot snapshot) {
        this.snapshot = snapshot;
        this.destinations = new DestinationResolver(snapshot);
        for (KubernetesObject virtualService : snapshot.virtualServices()) {
            Binding.gateways(virtualService).forEach(
                    gateway -> virtualServices.computeIfAbsent(gateway, _ -> new ArrayList<>()).add(virtualService));
        }
    }

    public static RoutingTable compile(MeshSnapshot snapshot) {
        RoutingCompiler compiler = new RoutingCompiler(snapshot);
        List<GatewayWorkload> workloads = GatewayWorkload.all(snapshot);
        workloads.forEach(compiler::addListeners);
        snapshot.gateways().forEach(gateway -> compiler.noteUnselected(gateway, workloads));
        List<PortRoute> routes = compiler.routes.values().stream().sorted(Comparator.comparingInt(PortRoute::port))
                .toList();
        routes.forEach(route -> compiler.unexposed.remove(route.port()));
        List<Omission> omissions = compiler.omissions.stream().distinct().sorted(Comparator
                .comparing((Omission omission) -> omission.gateway().toString()).thenComparingInt(Omission::port))
                .toList();
        Set<ObjectName> pods = workloads.stream().map(workload -> ObjectName.of(workload.pod()))
                .collect(Collectors.toSet());
        return new RoutingTable(routes, compiler.unexposed, compiler.listeners, pods, omissions);
    }

    private void addListeners(GatewayWorkload workload) {
        Map<Integer, List<GatewayWorkload.Way>> ways = workload.ways().stream()
                .collect(Collectors.groupingBy(GatewayWorkload.Way::podPort));
        Map<Integer, Integer> podPorts = workload.podPorts();
        GatewayPod pod = new GatewayPod(ObjectName.of(workload.pod()), workload.address(), principal(workload.pod()),
                AccessPolicy.of(snapshot.authorizationPolicies(), workload.pod()));
        Map<Integer, Owner> owners = new HashMap<>();
        for (KubernetesObject gateway : snapshot.gateways()) {
            if (workload.isSelectedBy(gateway)) {
                for (JsonNode server : gateway.spec().path("servers")) {
                    addListener(new Place(workload, pod, ways, podPorts), gateway, server, owners);
                }
            }
        }
    }

    private void addListener(Place place, KubernetesObject gateway, JsonNode server, Map<Integer, Owner> owners) {
        GatewayWorkload workload = place.workload();
        int number = server.path("port").path("number").asInt(0);
        int podPort = place.podPorts().getOrDefault(number, number);
        PortProtocol protocol = PortProtocol.ofGatewayServer(server);
        Owner owner = owners.putIfAbsent(podPort, new Owner(ObjectName.of(gateway), protocol));
        if (owner != null && protocol == PortProtocol.HTTP && owner.protocol() == PortProtocol.HTTP) {
            return;
        }
        if (owner != null) {
            omit(workload, gateway, number, Reason.PORT_TAKEN_BY_OLDER_GATEWAY);
            return;
        }
        if (server.has("tls") && protocol == PortProtocol.TCP) {
            omit(workload, gateway, number, Reason.TLS);
            return;
        }
        if (protocol == PortProtocol.HTTP) {
            open(place, gateway, number, podPort, Optional.empty(), List.of());
            return;
        }
        List<KubernetesObject> bound = virtualServices.getOrDefault(ObjectName.of(gateway), List.of()).stream()
                .filter(virtualService -> Binding.isBound(virtualService, gateway, server, workload.pod().namespace()))
                .toList();
        if (bound.isEmpty()) {
            omit(workload, gateway, number, Reason.NO_VIRTUAL_SERVICE);
            return;
        }
        for (KubernetesObject virtualService : bound) {
            Optional<JsonNode> route = Binding.firstMatch(virtualService, gateway, number);
            if (route.isPresent()) {
                open(place, gateway, number, podPort, Optional.of(ObjectName.of(virtualService)),
                        destinations.resolve(route.get(), virtualService, workload.pod(), podPort));
                return;
            }
        }
        omit(workload, gateway, number, Reason.NO_MATCHING_ROUTE);
    }

    private void open(Place place, KubernetesObject gateway, int number, int podPort,
            Optional<ObjectName> virtualService, List<Destination> leadsTo) {
        GatewayWorkload workload = place.workload();
        GatewayPod pod = place.pod();
        PortProtocol protocol = virtualService.isPresent() ? PortProtocol.TCP : PortProtocol.HTTP;
        listeners.put(new RoutingTable.Listener(pod.name(), podPort), FilterChain.of(protocol, leadsTo, pod.policy()));
        if (!workload.ready()) {
            return;
        }
        List<GatewayWorkload.Way> ways = place.ways().getOrDefault(podPort, List.of());
        if (ways.stream().allMatch(GatewayWorkload.Way::node) && place.isBehindLoadBalancer()) {
            omit(workload, gateway, number, Reason.PORT_NOT_ON_SERVICE);
            unexposed.add(number);
        }
        for (GatewayWorkload.Way way : ways) {
            Outside outside = new Outside(way.port(), ObjectName.of(way.service()));
            PortRoute before = routes.get(outside);
            if (before == null) {
                routes.put(outside, new PortRoute(way.port(), way.node(), podPort, outside.service(), List.of(pod),
                        ObjectName.of(gateway), protocol, virtualService, leadsTo));
            } else if (!before.pods().contains(pod) && before.gatewayPort() == podPort) {
                routes.put(outside, before.with(pod));
            }
        }
    }

    private void noteUnselected(KubernetesObject gateway, List<GatewayWorkload> workloads) {
        if (workloads.stream().noneMatch(workload -> workload.ready() && workload.isSelectedBy(gateway))) {
            for (JsonNode server : gateway.spec().path("servers")) {
                omit(gateway, server.path("port").path("number").asInt(0), Reason.NO_GATEWAY_POD);
            }
        }
    }

    private void omit(GatewayWorkload workload, KubernetesObject gateway, int port, Reason reason) {
        if (workload.ready()) {
            omit(gateway, port, reason);
        }
    }

    private void omit(KubernetesObject gateway, int port, Reason reason) {
        omissions.add(new Omission(ObjectName.of(gateway), port, reason));
    }

    private static String principal(KubernetesObject pod) {
        return "spiffe://cluster.local/ns/%s/sa/%s".formatted(pod.namespace(),
                pod.spec().path("serviceAccountName").asString("default"));
    }
}
