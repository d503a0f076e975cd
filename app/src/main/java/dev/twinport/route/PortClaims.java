package dev.twinport.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ports that Istio's Gateways and the Gateway API's listeners claim, in Istio's order of precedence. */
final class PortClaims {

    private final Inventory inventory;
    private final Map<Integer, List<PortClaim>> byPort;

    PortClaims(Inventory inventory, List<GatewayServer> servers, List<GatewayListener> listeners) {
        this.inventory = inventory;
        this.byPort = Stream
                .<PortClaim> concat(servers.stream(), listeners.stream().filter(GatewayListener::claimsPort))
                .sorted(PortClaim.PRECEDENCE).collect(Collectors.groupingBy(PortClaim::port));
    }

    /** The earlier claim on whose account Istio leaves this one out. */
    Optional<PortClaim> before(PortClaim claim) {
        return byPort.getOrDefault(claim.port(), List.of()).stream().takeWhile(earlier -> !earlier.equals(claim))
                .filter(earlier -> claim.isShadowedBy(earlier, inventory)).findFirst();
    }
}
