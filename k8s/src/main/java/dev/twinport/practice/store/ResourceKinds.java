package dev.twinport.practice.store;

import java.util.List;
import java.util.Set;

/** The kinds this program knows by name: those it serves without a definition, and some that have one. */
public final class ResourceKinds {

    public static final ResourceKind NAMESPACE = core("namespaces", "namespace", "Namespace", List.of("ns"), false)
            .with("status");
    public static final ResourceKind NODE = core("nodes", "node", "Node", List.of("no"), false).with("status");
    public static final ResourceKind POD = inAll(core("pods", "pod", "Pod", List.of("po"), true)).with("status");
    public static final ResourceKind SERVICE = inAll(core("services", "service", "Service", List.of("svc"), true))
            .with("status");
    public static final ResourceKind EVENT = core("events", "event", "Event", List.of("ev"), true);
    public static final ResourceKind CONFIG_MAP = core("configmaps", "configmap", "ConfigMap", List.of("cm"), true);
    public static final ResourceKind ENDPOINTS = core("endpoints", "endpoints", "Endpoints", List.of("ep"), true);
    public static final ResourceKind LEASE = kind("coordination.k8s.io", "leases", "lease", "Lease", List.of(), true);
    public static final ResourceKind SERVICE_ACCOUNT = core("serviceaccounts", "serviceaccount", "ServiceAccount",
            List.of("sa"), true);
    public static final ResourceKind SECRET = core("secrets", "secret", "Secret", List.of(), true);
    public static final ResourceKind DEPLOYMENT = inAll(
            kind("apps", "deployments", "deployment", "Deployment", List.of("deploy"), true)).with("status", "scale");
    public static final ResourceKind REPLICA_SET = inAll(
            kind("apps", "replicasets", "replicaset", "ReplicaSet", List.of("rs"), true)).with("status", "scale");
    public static final ResourceKind ENDPOINT_SLICE = kind("discovery.k8s.io", "endpointslices", "endpointslice",
            "EndpointSlice", List.of(), true);
    public static final ResourceKind CUSTOM_RESOURCE_DEFINITION = kind("apiextensions.k8s.io",
            "customresourcedefinitions", "customresourcedefinition", "CustomResourceDefinition", List.of("crd", "crds"),
            false).in("api-extensions").with("status");
    public static final ResourceKind ROLE = rbac("roles", "role", "Role", true);
    public static final ResourceKind CLUSTER_ROLE = rbac("clusterroles", "clusterrole", "ClusterRole", false);
    public static final ResourceKind ROLE_BINDING = rbac("rolebindings", "rolebinding", "RoleBinding", true);
    public static final ResourceKind CLUSTER_ROLE_BINDING = rbac("clusterrolebindings", "clusterrolebinding",
            "ClusterRoleBinding", false);
    public static final ResourceKind GATEWAY = istio("gateways", "gateway", "Gateway", "gw");
    public static final ResourceKind VIRTUAL_SERVICE = istio("virtualservices", "virtualservice", "VirtualService",
            "vs");
    public static final ResourceKind DESTINATION_RULE = istio("destinationrules", "destinationrule", "DestinationRule",
            "dr");
    public static final ResourceKind PEER_AUTHENTICATION = istioSecurity("peerauthentications", "peerauthentication",
            "PeerAuthentication", "pa");
    public static final ResourceKind AUTHORIZATION_POLICY = istioSecurity("authorizationpolicies",
            "authorizationpolicy", "AuthorizationPolicy", "ap");

    /** The kinds a cluster serves of itself. */
    public static final List<ResourceKind> BUILT_IN = List.of(NAMESPACE, NODE, POD, SERVICE, EVENT, CONFIG_MAP,
            ENDPOINTS, LEASE, SERVICE_ACCOUNT, SECRET, DEPLOYMENT, REPLICA_SET, ENDPOINT_SLICE, ROLE, CLUSTER_ROLE,
            ROLE_BINDING, CLUSTER_ROLE_BINDING, CUSTOM_RESOURCE_DEFINITION);

    /** Kinds the practice cluster's mesh knows, which CustomResourceDefinitions add. */
    public static final List<ResourceKind> MESH = List.of(GATEWAY, VIRTUAL_SERVICE, DESTINATION_RULE,
            PEER_AUTHENTICATION, AUTHORIZATION_POLICY);

    private ResourceKinds() {
    }

    private static ResourceKind core(String plural, String singular, String kind, List<String> shortNames,
            boolean namespaced) {
        return kind("", plural, singular, kind, shortNames, namespaced);
    }

    private static ResourceKind rbac(String plural, String singular, String kind, boolean namespaced) {
        return kind("rbac.authorization.k8s.io", plural, singular, kind, List.of(), namespaced);
    }

    private static ResourceKind istio(String plural, String singular, String kind, String shortName) {
        return new ResourceKind("networking.istio.io", "v1", plural, singular, kind, List.of(shortName),
                List.of("istio-io", "networking-istio-io"), true, List.of("v1", "v1beta1", "v1alpha3"),
                Set.of("status"), true);
    }

    private static ResourceKind istioSecurity(String plural, String singular, String kind, String shortName) {
        return new ResourceKind("security.istio.io", "v1", plural, singular, kind, List.of(shortName),
                List.of("istio-io", "security-istio-io"), true, List.of("v1", "v1beta1"), Set.of("status"), true);
    }

    private static ResourceKind kind(String group, String plural, String singular, String kind, List<String> shortNames,
            boolean namespaced) {
        return new ResourceKind(group, "v1", plural, singular, kind, shortNames, List.of(), namespaced);
    }

    private static ResourceKind inAll(ResourceKind kind) {
        return kind.in("all");
    }
}
