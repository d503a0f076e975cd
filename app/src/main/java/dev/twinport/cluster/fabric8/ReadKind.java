package dev.twinport.cluster.fabric8;

import java.util.Optional;

/** The kinds that routes and entries are read from. */
enum ReadKind {
    GATEWAY("Gateway", "gateways", true), VIRTUAL_SERVICE("VirtualService", "virtualservices", true),
    DESTINATION_RULE("DestinationRule", "destinationrules", true), SERVICE("Service", "services", false),
    POD("Pod", "pods", false), NODE("Node", "nodes", false);

    static final String ISTIO = "networking.istio.io";

    private final String kind;
    private final String plural;
    private final boolean istio;

    ReadKind(String kind, String plural, boolean istio) {
        this.kind = kind;
        this.plural = plural;
        this.istio = istio;
    }

    String kind() {
        return kind;
    }

    boolean isIstio() {
        return istio;
    }

    boolean hasNamespace() {
        return this != NODE;
    }

    String apiVersion(String istioVersion) {
        return istio ? ISTIO + "/" + istioVersion : "v1";
    }

    /** The list of this kind, in a namespace or everywhere. */
    Request list(String istioVersion, Optional<String> namespace) {
        String root = istio ? "/apis/" + ISTIO + "/" + istioVersion : "/api/v1";
        String place = namespace.map(name -> "/namespaces/" + name).orElse("");
        return new Request(root + place + "/" + plural, "list", istio ? plural + "." + ISTIO : plural, namespace);
    }
}
