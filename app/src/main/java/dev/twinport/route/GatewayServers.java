package dev.twinport.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The servers of an inventory's Istio Gateways, in Istio's order of precedence, one per Gateway and port. */
final class GatewayServers {

    private final Map<RouteId, GatewayServer> all = new LinkedHashMap<>();
    private final Map<Integer, List<GatewayServer>> byPort = new HashMap<>();
    private final Set<ObjectName> gateways = new HashSet<>();

    GatewayServers(Inventory inventory) {
        GatewayKind.ISTIO.all(inventory).stream().sorted(GatewayServer.OLDEST_FIRST).forEach(gateway -> {
            gateways.add(gateway.objectName());
            gateway.items("spec", "servers").forEach(server -> add(GatewayServer.of(gateway, server)));
        });
    }

    private void add(GatewayServer server) {
        if (all.putIfAbsent(server.id(), server) == null) {
            at(server.port()).add(server);
        }
    }

    List<GatewayServer> all() {
        return List.copyOf(all.values());
    }

    /** Those of a port. */
    List<GatewayServer> of(int port) {
        return List.copyOf(at(port));
    }

    boolean hasGateway(ObjectName gateway) {
        return gateways.contains(gateway);
    }

    private List<GatewayServer> at(int port) {
        return byPort.computeIfAbsent(port, _ -> new ArrayList<>());
    }
}
