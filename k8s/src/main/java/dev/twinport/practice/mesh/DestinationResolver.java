package dev.twinport.practice.mesh;

import dev.twinport.practice.controllers.EndpointSliceController;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A route's destinations to clusters and their ready pods. Pure.
 * <p>
 * A host without a dot is a Service of the VirtualService's namespace; one with a dot is taken as the full name, so
 * {@code tcp-echo.default} exists nowhere (Istio's {@code ResolveShortnameToFQDN}). DestinationRules are looked for in
 * the gateway pod's namespace, then in the Service's, then in {@code istio-system}.
 */
final class DestinationResolver {

    private static final String DOMAIN = ".svc.cluster.local";
    private static final String ROOT_NAMESPACE = "istio-system";
    private static final int ALL = 100;

    private final MeshSnapshot snapshot;

    DestinationResolver(MeshSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Resolves the destinations of one {@code tcp} route.
     *
     * @param podNamespace
     *            the gateway pod's namespace
     * @param listenerPort
     *            taken when the destination names no port and the Service has several
     */
    List<Destination> resolve(JsonNode route, KubernetesObject virtualService, String podNamespace, int listenerPort) {
        List<JsonNode> entries = route.path("route").valueStream().toList();
        List<Destination> destinations = new ArrayList<>();
        for (JsonNode entry : entries) {
            // A single destination gets everything, whatever its weight says.
            int weight = entries.size() == 1 ? ALL : entry.path("weight").asInt(0);
            if (weight > 0) {
                destinations.add(resolveOne(entry.path("destination"), weight, virtualService.namespace(), podNamespace,
                        listenerPort));
            }
        }
        return destinations;
    }

    private Destination resolveOne(JsonNode destination, int weight, String namespace, String podNamespace,
            int listenerPort) {
        String host = destination.path("host").asString("");
        String fullHost = host.contains(".") ? host : host + "." + namespace + DOMAIN;
        Optional<KubernetesObject> service = snapshot.services().stream()
                .filter(candidate -> host(candidate).equals(fullHost)).findFirst();
        int number = destination.at("/port/number").asInt(0);
        int port = number > 0 ? number : onlyPort(service).orElse(listenerPort);
        String subset = destination.path("subset").asString("");
        String cluster = "outbound|%d|%s|%s".formatted(port, subset, fullHost);
        Optional<JsonNode> servicePort = service.stream().flatMap(found -> found.spec().path("ports").valueStream())
                .filter(candidate -> candidate.path("port").asInt(0) == port).findFirst();
        Optional<Map<String, String>> labels = subset.isEmpty() ? Optional.of(Map.of())
                : service.flatMap(found -> subsetLabels(found, fullHost, subset, podNamespace));
        if (service.isEmpty() || servicePort.isEmpty() || labels.isEmpty()) {
            return new Destination(cluster, weight, false, List.of());
        }
        return new Destination(cluster, weight, true, endpoints(service.get(),
                servicePort.get().path("name").asString(""), new LabelSelector(labels.get(), List.of())));
    }

    private Optional<Map<String, String>> subsetLabels(KubernetesObject service, String host, String subset,
            String podNamespace) {
        List<KubernetesObject> rules = Stream.of(podNamespace, service.namespace(), ROOT_NAMESPACE)
                .map(namespace -> snapshot.destinationRules().stream()
                        .filter(rule -> rule.namespace().equals(namespace) && covers(rule, host)
                                && Binding.isExported(rule, podNamespace))
                        .toList())
                .filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
        return rules.stream().flatMap(rule -> rule.spec().path("subsets").valueStream())
                .filter(candidate -> candidate.path("name").asString("").equals(subset)).findFirst()
                .map(found -> KubernetesObject.strings(found.path("labels")));
    }

    private List<Endpoint> endpoints(KubernetesObject service, String portName, LabelSelector labels) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (KubernetesObject slice : snapshot.endpointSlices()) {
            if (!slice.namespace().equals(service.namespace())
                    || !service.name().equals(slice.labels().get(EndpointSliceController.SERVICE_LABEL))) {
                continue;
            }
            int port = slice.tree().path("ports").valueStream()
                    .filter(candidate -> candidate.path("name").asString("").equals(portName))
                    .mapToInt(candidate -> candidate.path("port").asInt(0)).findFirst().orElse(0);
            for (JsonNode endpoint : slice.tree().path("endpoints")) {
                String pod = endpoint.at("/targetRef/name").asString("");
                if (port > 0 && endpoint.at("/conditions/ready").asBoolean(false)
                        && labels.matches(podLabels(slice.namespace(), pod))) {
                    endpoint.path("addresses").valueStream()
                            .forEach(address -> endpoints.add(new Endpoint(address.asString(""), port, pod)));
                }
            }
        }
        return endpoints;
    }

    private Map<String, String> podLabels(String namespace, String name) {
        return snapshot.pods().stream().filter(pod -> pod.namespace().equals(namespace) && pod.name().equals(name))
                .findFirst().map(KubernetesObject::labels).orElse(Map.of());
    }

    private static Optional<Integer> onlyPort(Optional<KubernetesObject> service) {
        return service.map(found -> found.spec().path("ports")).filter(ports -> ports.size() == 1)
                .map(ports -> ports.path(0).path("port").asInt(0));
    }

    private static boolean covers(KubernetesObject rule, String host) {
        String named = rule.spec().path("host").asString("");
        if (named.startsWith("*")) {
            return host.endsWith(named.substring(1));
        }
        return (named.contains(".") ? named : named + "." + rule.namespace() + DOMAIN).equals(host);
    }

    private static String host(KubernetesObject service) {
        return service.name() + "." + service.namespace() + DOMAIN;
    }
}
