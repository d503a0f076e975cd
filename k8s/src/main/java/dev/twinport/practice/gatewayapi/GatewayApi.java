package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The Gateway API's objects at one moment, and what follows from them: which route is attached where, and where it may
 * lead. Pure. The rules and the messages are those of istiod ({@code pilot/pkg/config/kube/gateway/conversion.go}).
 *
 * @param gateways
 *            those of class {@code istio}, the oldest first
 * @param routes
 *            all TCPRoutes, the oldest first
 */
public record GatewayApi(List<KubernetesObject> gateways, List<KubernetesObject> routes, List<KubernetesObject> grants,
        List<KubernetesObject> services, Map<String, Map<String, String>> namespaceLabels) {

    /** The class whose Gateways Istio serves. */
    public static final String CLASS = "istio";

    /** The kinds of the objects it is made of. */
    public static final Set<ResourceKind> KINDS = Set.of(GatewayApiKinds.GATEWAY, GatewayApiKinds.TCP_ROUTE,
            GatewayApiKinds.REFERENCE_GRANT, ResourceKinds.SERVICE, ResourceKinds.NAMESPACE);

    private static final Comparator<KubernetesObject> OLDEST_FIRST = Comparator.comparing(KubernetesObject::createdAt)
            .thenComparing(object -> object.name() + "." + object.namespace());

    public GatewayApi {
        gateways = gateways.stream()
                .filter(gateway -> gateway.spec().path("gatewayClassName").asString("").equals(CLASS))
                .sorted(OLDEST_FIRST).toList();
        routes = routes.stream().sorted(OLDEST_FIRST).toList();
        grants = List.copyOf(grants);
        services = List.copyOf(services);
        namespaceLabels = Map.copyOf(namespaceLabels);
    }

    /** Reads it from a store. */
    public static GatewayApi of(Store store) {
        Map<String, Map<String, String>> labels = new java.util.HashMap<>();
        objects(store, ResourceKinds.NAMESPACE).forEach(namespace -> labels.put(namespace.name(), namespace.labels()));
        return new GatewayApi(objects(store, GatewayApiKinds.GATEWAY), objects(store, GatewayApiKinds.TCP_ROUTE),
                objects(store, GatewayApiKinds.REFERENCE_GRANT), objects(store, ResourceKinds.SERVICE), labels);
    }

    /** Why a route is not attached to a listener: reason and message of the condition {@code Accepted}. */
    record Denial(String reason, String message) {
    }

    /** A reference that leads nowhere: reason and message of the condition {@code ResolvedRefs}. */
    record BadBackend(String reason, String message) {
    }

    /** The Gateway a parent reference names, if Istio serves it. */
    Optional<KubernetesObject> parent(KubernetesObject route, JsonNode reference) {
        String namespace = reference.path("namespace").asString(route.namespace());
        if (!reference.path("kind").asString("Gateway").equals("Gateway")
                || !reference.path("group").asString(GatewayApiKinds.GROUP).equals(GatewayApiKinds.GROUP)) {
            return Optional.empty();
        }
        return gateways.stream().filter(gateway -> gateway.namespace().equals(namespace)
                && gateway.name().equals(reference.path("name").asString(""))).findFirst();
    }

    /** Whether a listener takes a route that refers to its Gateway. */
    Optional<Denial> denial(KubernetesObject route, JsonNode reference, KubernetesObject gateway, JsonNode listener) {
        int port = reference.path("port").asInt(0);
        if (port != 0 && port != listener.path("port").asInt(0)) {
            return Optional.of(new Denial("NoMatchingParent", "port %s not found".formatted(port)));
        }
        String section = reference.path("sectionName").asString("");
        if (!section.isEmpty() && !section.equals(listener.path("name").asString(""))) {
            return Optional.of(new Denial("NoMatchingParent", "sectionName \"%s\" not found".formatted(section)));
        }
        if (!admits(listener.at("/allowedRoutes/namespaces"), gateway, route)) {
            return Optional.of(new Denial("NotAllowedByListeners",
                    "hostnames matched parent hostname \"\", but namespace \"%s\" is not allowed by the parent"
                            .formatted(route.namespace())));
        }
        if (!supportedKinds(listener).contains("TCPRoute") || !allowsKind(listener.at("/allowedRoutes/kinds"))) {
            return Optional.of(
                    new Denial("NotAllowedByListeners", "kind gateway.networking.k8s.io/v1/TCPRoute is not allowed"));
        }
        return Optional.empty();
    }

    /** The kinds of route a listener's protocol takes. */
    static List<String> supportedKinds(JsonNode listener) {
        return switch (listener.path("protocol").asString("")) {
            case "TCP" -> List.of("TCPRoute");
            case "HTTP", "HTTPS" -> List.of("HTTPRoute", "GRPCRoute");
            case "TLS" -> listener.at("/tls/mode").asString("Terminate").equals("Passthrough") ? List.of("TLSRoute")
                    : List.of("TLSRoute", "TCPRoute");
            default -> List.of();
        };
    }

    /** How many routes are attached to a listener. */
    int attached(KubernetesObject gateway, JsonNode listener) {
        return (int) routes.stream()
                .filter(route -> route.spec().path("parentRefs").valueStream()
                        .anyMatch(reference -> parent(route, reference).filter(gateway::equals).isPresent()
                                && denial(route, reference, gateway, listener).isEmpty()))
                .count();
    }

    /** What is wrong with where a route leads; of several faults, the last. */
    Optional<BadBackend> badBackend(KubernetesObject route) {
        List<BadBackend> bad = new ArrayList<>();
        backends(route).forEach(backend -> check(route, backend).ifPresent(bad::add));
        return bad.isEmpty() ? Optional.empty() : Optional.of(bad.getLast());
    }

    /** A route's references with a share of the connections. */
    static List<JsonNode> backends(KubernetesObject route) {
        return route.spec().path("rules").valueStream().flatMap(rule -> rule.path("backendRefs").valueStream())
                .filter(backend -> backend.path("weight").asInt(1) > 0).toList();
    }

    /** What is wrong with one of them. */
    Optional<BadBackend> check(KubernetesObject route, JsonNode backend) {
        String name = backend.path("name").asString("");
        String namespace = backend.path("namespace").asString(route.namespace());
        if (!namespace.equals(route.namespace())
                && grants.stream().noneMatch(grant -> permits(grant, route, backend))) {
            return Optional.of(new BadBackend("RefNotPermitted",
                    "backendRef %s/%s not accessible to a TCPRoute in namespace \"%s\" (missing a ReferenceGrant?)"
                            .formatted(name, namespace, route.namespace())));
        }
        if (!backend.path("kind").asString("Service").equals("Service")) {
            return Optional
                    .of(new BadBackend("InvalidKind", "referencing unsupported backendRef: group \"%s\" kind \"%s\""
                            .formatted(backend.path("group").asString(""), backend.path("kind").asString(""))));
        }
        boolean exists = services.stream()
                .anyMatch(service -> service.namespace().equals(namespace) && service.name().equals(name));
        return exists ? Optional.empty()
                : Optional.of(
                        new BadBackend("BackendNotFound", "backend(%s) not found".formatted(host(name, namespace))));
    }

    /** {@code tcp-echo.default.svc.cluster.local}. */
    static String host(String name, String namespace) {
        return "%s.%s.svc.cluster.local".formatted(name, namespace);
    }

    private boolean admits(JsonNode namespaces, KubernetesObject gateway, KubernetesObject route) {
        return switch (namespaces.path("from").asString("Same")) {
            case "All" -> true;
            case "Selector" -> LabelSelector.of(namespaces.path("selector"))
                    .matches(namespaceLabels.getOrDefault(route.namespace(), Map.of()));
            case "None" -> false;
            default -> route.namespace().equals(gateway.namespace());
        };
    }

    private static boolean allowsKind(JsonNode kinds) {
        return kinds.isEmpty()
                || kinds.valueStream().anyMatch(kind -> kind.path("kind").asString("").equals("TCPRoute"));
    }

    private static boolean permits(KubernetesObject grant, KubernetesObject route, JsonNode backend) {
        return grant.namespace().equals(backend.path("namespace").asString(""))
                && grant.spec().path("from").valueStream()
                        .anyMatch(from -> from.path("group").asString("").equals(GatewayApiKinds.GROUP)
                                && from.path("kind").asString("").equals("TCPRoute")
                                && from.path("namespace").asString("").equals(route.namespace()))
                && grant.spec().path("to").valueStream().anyMatch(to -> to.path("group").asString("").isEmpty()
                        && to.path("kind").asString("").equals("Service")
                        && (to.path("name").asString("").isEmpty() || to.path("name").equals(backend.path("name"))));
    }

    private static List<KubernetesObject> objects(Store store, ResourceKind kind) {
        return store.list(kind, "").objects().stream().map(KubernetesObject::new).toList();
    }
}
