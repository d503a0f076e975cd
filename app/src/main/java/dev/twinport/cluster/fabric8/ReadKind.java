package dev.twinport.cluster.fabric8;

import dev.twinport.route.GatewayKind;
import java.util.List;
import java.util.Optional;

/** The kinds that routes and entries are read from. */
enum ReadKind {
    GATEWAY("Gateway", "gateways", Group.ISTIO), VIRTUAL_SERVICE("VirtualService", "virtualservices", Group.ISTIO),
    DESTINATION_RULE("DestinationRule", "destinationrules", Group.ISTIO), SERVICE("Service", "services", Group.CORE),
    POD("Pod", "pods", Group.CORE), NODE("Node", "nodes", Group.CORE), NAMESPACE("Namespace", "namespaces", Group.CORE),
    GATEWAY_CLASS("GatewayClass", "gatewayclasses", Group.GATEWAY_API),
    GATEWAY_API_GATEWAY("Gateway", "gateways", Group.GATEWAY_API),
    /** Served as {@code v1} since release 1.6 of the Gateway API; before it, and beside it, as {@code v1alpha2}. */
    TCP_ROUTE("TCPRoute", "tcproutes", Group.GATEWAY_API, "v1", "v1alpha2"),
    /** In the version istiod reads it in: every release has it. */
    REFERENCE_GRANT("ReferenceGrant", "referencegrants", Group.GATEWAY_API, "v1beta1");

    static final String ISTIO = "networking.istio.io";

    private final String kind;
    private final String plural;
    private final Group group;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> versions;

    private enum Group {
        CORE, ISTIO, GATEWAY_API
    }

    ReadKind(String kind, String plural, Group group, String... versions) {
        this.kind = kind;
        this.plural = plural;
        this.group = group;
        this.versions = versions.length == 0 ? List.of("v1") : List.of(versions);
    }

    String kind() {
        return kind;
    }

    /** What an inventory calls it where it could not be read. */
    String key() {
        return this == GATEWAY_API_GATEWAY ? GatewayKind.GATEWAY_API.key() : kind;
    }

    boolean isIstio() {
        return group == Group.ISTIO;
    }

    /** Whether a cluster may well do without it: what is not served is then not there, and nothing is amiss. */
    boolean isOptional() {
        return group == Group.GATEWAY_API;
    }

    boolean hasNamespace() {
        return this != NODE && this != NAMESPACE && this != GATEWAY_CLASS;
    }

    /** Whether only those of the scope's namespace are of interest. */
    boolean staysInScope() {
        return this == VIRTUAL_SERVICE || this == TCP_ROUTE;
    }

    /**
     * The versions it may be served in, the one to be read first.
     *
     * @param istioVersion
     *            the version of Istio's kinds
     */
    List<String> versions(String istioVersion) {
        return group == Group.ISTIO ? List.of(istioVersion) : versions;
    }

    String apiVersion(String version) {
        return groupName().isEmpty() ? version : groupName() + "/" + version;
    }

    /** The list of this kind, in a namespace or everywhere. */
    Request list(String version, Optional<String> namespace) {
        String root = groupName().isEmpty() ? "/api/" + version : "/apis/" + apiVersion(version);
        String place = namespace.map(name -> "/namespaces/" + name).orElse("");
        String resource = groupName().isEmpty() ? plural : plural + "." + groupName();
        return new Request(root + place + "/" + plural, "list", resource, namespace);
    }

    private String groupName() {
        return switch (group) {
            case CORE -> "";
            case ISTIO -> ISTIO;
            case GATEWAY_API -> "gateway.networking.k8s.io";
        };
    }
}
