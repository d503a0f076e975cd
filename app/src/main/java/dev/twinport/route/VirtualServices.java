package dev.twinport.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VirtualServices of an inventory, older first as Istio takes them, and found by the Gateway they name. */
final class VirtualServices {

    private final List<KubernetesObject> all;
    private final Map<ObjectName, List<KubernetesObject>> byGateway = new HashMap<>();

    VirtualServices(Inventory inventory) {
        this.all = inventory.of("VirtualService").stream().sorted(GatewayServer.OLDEST_FIRST).toList();
        for (KubernetesObject virtualService : all) {
            new LinkedHashSet<>(VirtualServiceRoute.gatewayNames(virtualService))
                    .forEach(gateway -> byGateway.computeIfAbsent(gateway, _ -> new ArrayList<>()).add(virtualService));
        }
    }

    /** All, older first. */
    List<KubernetesObject> all() {
        return all;
    }

    /** Those that name the server's Gateway, older first. */
    List<KubernetesObject> boundTo(GatewayServer server) {
        return byGateway.getOrDefault(server.gateway().objectName(), List.of());
    }

    /** The first route that takes a server's connections, older VirtualServices first, as Istio chooses. */
    Optional<VirtualServiceRoute> firstFor(GatewayServer server) {
        return boundTo(server).stream().filter(virtualService -> VirtualServiceRoute.sharesHost(virtualService, server))
                .flatMap(virtualService -> VirtualServiceRoute.routes(virtualService, server.routeSection()).stream())
                .filter(route -> route.takes(server)).findFirst();
    }
}
