package dev.twinport.route;

import java.util.Comparator;
import java.util.List;

/** A port that some Gateway wants opened on its gateway pods: Istio opens it for the first that asks. */
sealed interface PortClaim permits GatewayServer, GatewayListener {

    /** Istio's order of precedence: the older object first, then by name and namespace. */
    Comparator<PortClaim> PRECEDENCE = Comparator.comparing((PortClaim claim) -> created(claim.gateway()))
            .thenComparing(claim -> claim.istioName() + "." + claim.gateway().namespace());

    private static String created(KubernetesObject object) {
        return object.text("metadata", "creationTimestamp").orElse("");
    }

    RouteId id();

    KubernetesObject gateway();

    /** What the Istio Gateway is called that this stands in, or that istiod makes of it. */
    String istioName();

    int port();

    /** The address to listen on; empty for all. */
    String bind();

    boolean isTls();

    List<String> hosts();

    GatewayPods pods();

    /**
     * Whether Istio leaves this one out because the earlier one has its port on the same gateway pods. Two with TLS
     * share a port as long as their hosts differ.
     */
    default boolean isShadowedBy(PortClaim earlier, Inventory inventory) {
        boolean samePlace = earlier.port() == port() && earlier.bind().equals(bind()) && sharePods(earlier, inventory);
        if (!samePlace) {
            return false;
        }
        boolean shared = isTls() && earlier.isTls();
        return !shared || hosts().stream().anyMatch(earlier.hosts()::contains);
    }

    private boolean sharePods(PortClaim other, Inventory inventory) {
        List<KubernetesObject> own = pods().in(inventory);
        return own.isEmpty() ? pods().equals(other.pods()) : own.stream().anyMatch(other.pods().among(inventory));
    }
}
