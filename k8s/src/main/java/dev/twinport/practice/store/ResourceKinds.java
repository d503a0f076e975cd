package dev.twinport.practice.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds the practice cluster serves. */
public final class ResourceKinds {

    public static final ResourceKind NAMESPACE = core("namespaces", "namespace", "Namespace", List.of("ns"), false);
    public static final ResourceKind NODE = core("nodes", "node", "Node", List.of("no"), false);
    public static final ResourceKind POD = inAll(core("pods", "pod", "Pod", List.of("po"), true));
    public static final ResourceKind SERVICE = inAll(core("services", "service", "Service", List.of("svc"), true));
    public static final ResourceKind EVENT = core("events", "event", "Event", List.of("ev"), true);
    public static final ResourceKind CONFIG_MAP = core("configmaps", "configmap", "ConfigMap", List.of("cm"), true);
    public static final ResourceKind SERVICE_ACCOUNT = core("serviceaccounts", "serviceaccount", "ServiceAccount",
            List.of("sa"), true);
    public static final ResourceKind DEPLOYMENT = inAll(
            kind("apps", "deployments", "deployment", "Deployment", List.of("deploy"), true));
    public static final ResourceKind REPLICA_SET = inAll(
            kind("apps", "replicasets", "replicaset", "ReplicaSet", List.of("rs"), true));
    public static final ResourceKind ENDPOINT_SLICE = kind("discovery.k8s.io", "endpointslices", "endpointslice",
            "EndpointSlice", List.of(), true);
    public static final ResourceKind CUSTOM_RESOURCE_DEFINITION = kind("apiextensions.k8s.io",
            "customresourcedefinitions", "customresourcedefinition", "CustomResourceDefinition", List.of("crd", "crds"),
            false);
    public static final ResourceKind GATEWAY = istio("gateways", "gateway", "Gateway", "gw");
    public static final ResourceKind VIRTUAL_SERVICE = istio("virtualservices", "virtualservice", "VirtualService",
            "vs");
    public static final ResourceKind DESTINATION_RULE = istio("destinationrules", "destinationrule", "DestinationRule",
            "dr");

    public static final List<ResourceKind> ALL = List.of(NAMESPACE, NODE, POD, SERVICE, EVENT, CONFIG_MAP,
            SERVICE_ACCOUNT, DEPLOYMENT, REPLICA_SET, ENDPOINT_SLICE, CUSTOM_RESOURCE_DEFINITION, GATEWAY,
            VIRTUAL_SERVICE, DESTINATION_RULE);

    /** Kinds whose {@code status} is written through a subresource of its own, and not by whoever writes the rest. */
    public static final Set<ResourceKind> WITH_STATUS = Set.of(NAMESPACE, NODE, POD, SERVICE, DEPLOYMENT, REPLICA_SET,
            GATEWAY, VIRTUAL_SERVICE, DESTINATION_RULE);

    /** Kinds with a number of replicas, which has a subresource of its own. */
    public static final Set<ResourceKind> WITH_SCALE = Set.of(DEPLOYMENT, REPLICA_SET);

    private ResourceKinds() {
    }

    public static Optional<ResourceKind> byPlural(String group, String version, String plural) {
        return ALL.stream()
                .filter(k -> k.group().equals(group) && k.version().equals(version) && k.plural().equals(plural))
                .findFirst();
    }

    private static ResourceKind core(String plural, String singular, String kind, List<String> shortNames,
            boolean namespaced) {
        return kind("", plural, singular, kind, shortNames, namespaced);
    }

    private static ResourceKind istio(String plural, String singular, String kind, String shortName) {
        return new ResourceKind("networking.istio.io", "v1", plural, singular, kind, List.of(shortName),
                List.of("istio-io", "networking-istio-io"), true);
    }

    private static ResourceKind kind(String group, String plural, String singular, String kind, List<String> shortNames,
            boolean namespaced) {
        return new ResourceKind(group, "v1", plural, singular, kind, shortNames, List.of(), namespaced);
    }

    private static ResourceKind inAll(ResourceKind kind) {
        return new ResourceKind(kind.group(), kind.version(), kind.plural(), kind.singular(), kind.kind(),
                kind.shortNames(), List.of("all"), kind.namespaced());
    }
}
