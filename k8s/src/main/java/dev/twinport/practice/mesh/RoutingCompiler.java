package dev.twinport.practice.mesh;

import dev.twinport.practice.mesh.RoutingTable.Omission;
import dev.twinport.practice.mesh.RoutingTable.Reason;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Gateways and VirtualServices to a {@link RoutingTable}. Pure.
 * <p>
 * The rules are istiod's, read in its source (release 1.30; {@code reference/field-research.md}, section 3.3):
 * <ul>
 * <li>A Gateway concerns a gateway pod when its selector matches the pod's labels, whatever its namespace.
 * <li>Plain TCP servers are not merged: of two on one port the older Gateway's is kept
 * ({@code pilot/pkg/model/gateway.go}, {@code canMergeProtocols}).
 * <li>A server without a matching route gets no listener: connections are refused
 * ({@code pilot/pkg/networking/core/gateway.go}, "must have more than 0 chains in listener").
 * <li>The first matching {@code tcp} route of the oldest bound VirtualService wins. A match holds when one of its
 * entries does: {@code port}, if given, is the server's number, and {@code gateways}, if given, name this Gateway.
 * <li>A port that no port of the gateway's Service leads to is listened on in the pod, where nobody comes by.
 * </ul>
 */
public final class RoutingCompiler {

    private final MeshSnapshot snapshot;
    private final DestinationResolver destinations;
    private final Map<Integer, PortRoute> routes = new TreeMap<>();
    private final List<Omission> omissions = new ArrayList<>();

    private RoutingCompiler(MeshSnapshot snapshot) {
        this.snapshot = snapshot;
        this.destinations = new DestinationResolver(snapshot);
    }

    public static RoutingTable compile(MeshSnapshot snapshot) {
        RoutingCompiler compiler = new RoutingCompiler(snapshot);
        List<GatewayWorkload> workloads = GatewayWorkload.all(snapshot);
        workloads.forEach(compiler::addListeners);
        snapshot.gateways().forEach(gateway -> compiler.noteUnselected(gateway, workloads));
        List<Omission> omissions = compiler.omissions.stream().distinct().sorted(Comparator
                .comparing((Omission omission) -> omission.gateway().toString()).thenComparingInt(Omission::port))
                .toList();
        return new RoutingTable(List.copyOf(compiler.routes.values()), omissions);
    }

    private void addListeners(GatewayWorkload workload) {
        Map<Integer, ObjectName> owners = new HashMap<>();
        for (KubernetesObject gateway : snapshot.gateways()) {
            if (LabelSelector.ofMap(gateway.spec().path("selector")).matches(workload.pod().labels())) {
                for (JsonNode server : gateway.spec().path("servers")) {
                    addListener(workload, gateway, server, owners);
                }
            }
        }
    }

    private void addListener(GatewayWorkload workload, KubernetesObject gateway, JsonNode server,
            Map<Integer, ObjectName> owners) {
        int number = server.at("/port/number").asInt(0);
        int podPort = workload.podPort(number);
        if (owners.putIfAbsent(podPort, ObjectName.of(gateway)) != null) {
            omit(gateway, number, Reason.PORT_TAKEN_BY_OLDER_GATEWAY);
            return;
        }
        if (!server.at("/port/protocol").asString("").equalsIgnoreCase("TCP")) {
            omit(gateway, number, Reason.NOT_TCP);
            return;
        }
        List<KubernetesObject> bound = snapshot.virtualServices().stream()
                .filter(virtualService -> Binding.isBound(virtualService, gateway, server, workload.pod().namespace()))
                .toList();
        if (bound.isEmpty()) {
            omit(gateway, number, Reason.NO_VIRTUAL_SERVICE);
            return;
        }
        for (KubernetesObject virtualService : bound) {
            Optional<JsonNode> route = Binding.firstMatch(virtualService, gateway, number);
            if (route.isPresent()) {
                open(workload, gateway, number, podPort, virtualService, route.get());
                return;
            }
        }
        omit(gateway, number, Reason.NO_MATCHING_ROUTE);
    }

    private void open(GatewayWorkload workload, KubernetesObject gateway, int number, int podPort,
            KubernetesObject virtualService, JsonNode route) {
        List<GatewayWorkload.Way> ways = workload.ways().stream().filter(way -> way.podPort() == podPort).toList();
        if (ways.isEmpty()) {
            omit(gateway, number, Reason.PORT_NOT_ON_SERVICE);
        }
        for (GatewayWorkload.Way way : ways) {
            routes.putIfAbsent(way.port(),
                    new PortRoute(way.port(), podPort, ObjectName.of(way.service()), ObjectName.of(workload.pod()),
                            workload.address(), ObjectName.of(gateway), ObjectName.of(virtualService),
                            destinations.resolve(route, virtualService, workload.pod().namespace(), podPort)));
        }
    }

    private void noteUnselected(KubernetesObject gateway, List<GatewayWorkload> workloads) {
        LabelSelector selector = LabelSelector.ofMap(gateway.spec().path("selector"));
        if (workloads.stream().noneMatch(workload -> selector.matches(workload.pod().labels()))) {
            for (JsonNode server : gateway.spec().path("servers")) {
                omit(gateway, server.at("/port/number").asInt(0), Reason.NO_GATEWAY_POD);
            }
        }
    }

    private void omit(KubernetesObject gateway, int port, Reason reason) {
        omissions.add(new Omission(ObjectName.of(gateway), port, reason));
    }
}
