package dev.twinport.route;

import java.util.List;
import java.util.Optional;

/** The two kinds that are called Gateway: Istio's own, and the Gateway API's. */
public enum GatewayKind {

    ISTIO("networking.istio.io", "Gateway"),
    GATEWAY_API("gateway.networking.k8s.io", "Gateway.gateway.networking.k8s.io");

    private final String group;
    private final String key;

    GatewayKind(String group, String key) {
        this.group = group;
        this.key = key;
    }

    /**
     * What {@link Inventory#unreadable} calls it: as kubectl does, with the group where the kind alone is not clear.
     */
    public String key() {
        return key;
    }

    public Optional<KubernetesObject> find(Inventory inventory, ObjectName name) {
        return inventory.find("Gateway", name.namespace(), name.name()).filter(this::is)
                .or(() -> inventory.of("Gateway", name.namespace()).stream()
                        .filter(gateway -> is(gateway) && gateway.name().equals(name.name())).findFirst());
    }

    /** All Gateways of this kind, by namespace and name. */
    List<KubernetesObject> all(Inventory inventory) {
        return inventory.of("Gateway").stream().filter(this::is).toList();
    }

    /** Whether a Gateway is of this kind. */
    public boolean is(KubernetesObject gateway) {
        return gateway.apiVersion().startsWith(group + "/");
    }
}
