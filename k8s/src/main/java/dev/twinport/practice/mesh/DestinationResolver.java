package dev.twinport.practice.mesh;

import dev.twinport.practice.controllers.EndpointSliceController;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A route's destinations to clusters and their ready pods. Pure.
 * <p>
 * A host without a dot is a Service of the VirtualService's namespace; one with a dot is taken as the full name, so
 * {@code tcp-echo.default} exists nowhere (Istio's {@code ResolveShortnameToFQDN}). DestinationRules are looked for in
 * the gateway pod's namespace, then in the Service's, then in {@code istio-system}; of a gateway in
 * {@code istio-system} itself, only rules that namespace keeps to itself come first. Of those in one namespace the ones
 * with the most specific host count ({@code PushContext.destinationRule} and {@code MostSpecificHostMatch} in istiod).
 */
final class DestinationResolver {

    static final String ROOT_NAMESPACE = "istio-system";

    private static final String DOMAIN = ".svc.cluster.local";
    private static final int ALL = 100;

    private final Map<String, List<Rule>> rulesByNamespace = new HashMap<>();
    private final Map<String, KubernetesObject> servicesByHost = new HashMap<>();
    private final Map<ObjectName, List<KubernetesObject>> slicesByService;
    private final Map<ObjectName, KubernetesObject> podsByName = new HashMap<>();
    private final Sidecars sidecars;

    /**
     * A DestinationRule.
     *
     * @param host
     *            in full, or the end of it after a star
     */
    private record Rule(KubernetesObject object, boolean wildcard, String host) {

        static Rule of(KubernetesObject rule) {
            String named = rule.spec().path("host").asString("");
            if (named.startsWith("*")) {
                return new Rule(rule, true, named.substring(1));
            }
            return new Rule(rule, false, named.contains(".") ? named : named + "." + rule.namespace() + DOMAIN);
        }

        boolean covers(String fullHost) {
            return wildcard ? fullHost.endsWith(host) : fullHost.equals(host);
        }

        /** The greater, the fewer hosts it covers. */
        int specificity() {
            return wildcard ? host.length() : Integer.MAX_VALUE;
        }

        /** Whether no other namespace can see it: a rule for some workloads is for those of its own. */
        boolean isPrivate() {
            JsonNode exportTo = object.spec().path("exportTo");
            String first = exportTo.path(0).asString("");
            return object.spec().has("workloadSelector")
                    || (exportTo.size() == 1 && (first.equals(".") || first.equals(object.namespace())));
        }
    }

    DestinationResolver(MeshSnapshot snapshot) {
        snapshot.destinationRules().forEach(
                rule -> rulesByNamespace.computeIfAbsent(rule.namespace(), _ -> new ArrayList<>()).add(Rule.of(rule)));
        snapshot.services().forEach(service -> servicesByHost.putIfAbsent(host(service), service));
        this.slicesByService = snapshot.endpointSlices().stream()
                .collect(Collectors.groupingBy(slice -> new ObjectName(slice.namespace(),
                        slice.labels().getOrDefault(EndpointSliceController.SERVICE_LABEL, ""))));
        snapshot.pods().forEach(pod -> podsByName.put(ObjectName.of(pod), pod));
        this.sidecars = new Sidecars(snapshot);
    }

    /**
     * Resolves the destinations of one {@code tcp} route.
     *
     * @param gateway
     *            the gateway pod
     * @param listenerPort
     *            taken when the destination names no port and the Service has several
     */
    List<Destination> resolve(JsonNode route, KubernetesObject virtualService, KubernetesObject gateway,
            int listenerPort) {
        List<JsonNode> entries = route.path("route").valueStream().toList();
        List<Destination> destinations = new ArrayList<>();
        for (JsonNode entry : entries) {
            // A single destination gets everything, whatever its weight says.
            int weight = entries.size() == 1 ? ALL : entry.path("weight").asInt(0);
            if (weight > 0) {
                destinations.add(resolveOne(entry.path("destination"), weight, virtualService.namespace(), gateway,
                        listenerPort));
            }
        }
        return destinations;
    }

    private Destination resolveOne(JsonNode destination, int weight, String namespace, KubernetesObject gateway,
            int listenerPort) {
        String host = destination.path("host").asString("");
        String fullHost = host.contains(".") ? host : host + "." + namespace + DOMAIN;
        Optional<KubernetesObject> service = Optional.ofNullable(servicesByHost.get(fullHost));
        int number = destination.path("port").path("number").asInt(0);
        int port = number > 0 ? number : onlyPort(service).orElse(listenerPort);
        String subset = destination.path("subset").asString("");
        String cluster = "outbound|%s|%s|%s".formatted(port, subset, fullHost);
        Optional<JsonNode> servicePort = service.stream().flatMap(found -> found.spec().path("ports").valueStream())
                .filter(candidate -> candidate.path("port").asInt(0) == port).findFirst();
        if (service.isEmpty() || servicePort.isEmpty()) {
            return missing(cluster, weight);
        }
        List<KubernetesObject> rules = rules(service.get(), fullHost, gateway);
        Optional<JsonNode> found = rules.stream().flatMap(rule -> rule.spec().path("subsets").valueStream())
                .filter(candidate -> candidate.path("name").asString("").equals(subset)).findFirst();
        if (!subset.isEmpty() && found.isEmpty()) {
            return missing(cluster, weight);
        }
        JsonNode nothing = JsonNodeFactory.instance.missingNode();
        JsonNode policy = rules.stream().map(rule -> rule.spec().path("trafficPolicy")).filter(JsonNode::isObject)
                .findFirst().orElse(nothing);
        LabelSelector labels = LabelSelector.ofMap(found.map(entry -> entry.path("labels")).orElse(nothing));
        return new Destination(cluster, weight, true,
                UpstreamPolicy.of(policy, found.map(entry -> entry.path("trafficPolicy")).orElse(nothing), port),
                endpoints(service.get(), servicePort.get().path("name").asString(""), labels));
    }

    private static Destination missing(String cluster, int weight) {
        return new Destination(cluster, weight, false, UpstreamPolicy.DEFAULT, List.of());
    }

    private List<KubernetesObject> rules(KubernetesObject service, String host, KubernetesObject gateway) {
        String home = gateway.namespace();
        Predicate<Rule> atHome = rule -> Binding.isExported(rule.object(), home)
                && (!home.equals(ROOT_NAMESPACE) || rule.isPrivate());
        Predicate<Rule> elsewhere = rule -> !rule.isPrivate();
        return Stream
                .of(mostSpecific(home, atHome, host), mostSpecific(service.namespace(), elsewhere, host),
                        mostSpecific(ROOT_NAMESPACE, elsewhere, host))
                .map(found -> found.stream().filter(rule -> Binding.isExported(rule, home)).toList())
                .filter(found -> !found.isEmpty()).findFirst().orElse(List.of()).stream()
                .filter(rule -> isFor(rule, gateway)).toList();
    }

    private List<KubernetesObject> mostSpecific(String namespace, Predicate<Rule> among, String host) {
        List<Rule> covering = rulesByNamespace.getOrDefault(namespace, List.of()).stream()
                .filter(rule -> among.test(rule) && rule.covers(host)).toList();
        int most = covering.stream().mapToInt(Rule::specificity).max().orElse(0);
        return covering.stream().filter(rule -> rule.specificity() == most).map(Rule::object).toList();
    }

    private List<Endpoint> endpoints(KubernetesObject service, String portName, LabelSelector labels) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (KubernetesObject slice : slicesByService.getOrDefault(ObjectName.of(service), List.of())) {
            int port = slice.tree().path("ports").valueStream()
                    .filter(candidate -> candidate.path("name").asString("").equals(portName))
                    .mapToInt(candidate -> candidate.path("port").asInt(0)).findFirst().orElse(0);
            for (JsonNode endpoint : slice.tree().path("endpoints")) {
                if (port > 0 && endpoint.path("conditions").path("ready").asBoolean(false)) {
                    String name = endpoint.path("targetRef").path("name").asString("");
                    Optional<KubernetesObject> pod = Optional
                            .ofNullable(podsByName.get(new ObjectName(slice.namespace(), name)));
                    if (labels.matches(pod.map(KubernetesObject::labels).orElse(Map.of()))) {
                        Optional<Sidecar> sidecar = pod.flatMap(known -> sidecars.of(known, port));
                        endpoint.path("addresses").valueStream().forEach(
                                address -> endpoints.add(new Endpoint(address.asString(""), port, name, sidecar)));
                    }
                }
            }
        }
        return endpoints;
    }

    private static Optional<Integer> onlyPort(Optional<KubernetesObject> service) {
        return service.map(found -> found.spec().path("ports")).filter(ports -> ports.size() == 1)
                .map(ports -> ports.path(0).path("port").asInt(0));
    }

    /** Whether a rule with a workload selector selects the gateway; others are for everybody. */
    private static boolean isFor(KubernetesObject rule, KubernetesObject gateway) {
        LabelSelector selector = LabelSelector.ofMap(rule.spec().at("/workloadSelector/matchLabels"));
        return selector.isEmpty()
                || (rule.namespace().equals(gateway.namespace()) && selector.matches(gateway.labels()));
    }

    private static String host(KubernetesObject service) {
        return service.name() + "." + service.namespace() + DOMAIN;
    }
}
