package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.store.ResourceKind;
import java.util.List;

/** The kinds of the Gateway API that are read here. What is served of them, their CustomResourceDefinitions say. */
public final class GatewayApiKinds {

    public static final String GROUP = "gateway.networking.k8s.io";

    public static final ResourceKind GATEWAY_CLASS = kind("gatewayclasses", "gatewayclass", "GatewayClass", false);
    public static final ResourceKind GATEWAY = kind("gateways", "gateway", "Gateway", true);
    public static final ResourceKind TCP_ROUTE = kind("tcproutes", "tcproute", "TCPRoute", true);
    public static final ResourceKind REFERENCE_GRANT = kind("referencegrants", "referencegrant", "ReferenceGrant",
            true);

    /** All of them. */
    public static final List<ResourceKind> ALL = List.of(GATEWAY_CLASS, GATEWAY, TCP_ROUTE, REFERENCE_GRANT);

    private GatewayApiKinds() {
    }

    private static ResourceKind kind(String plural, String singular, String kind, boolean namespaced) {
        return new ResourceKind(GROUP, "v1", plural, singular, kind, List.of(), List.of(), namespaced);
    }
}
