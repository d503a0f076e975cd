package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.ServicePort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The sidecars of a snapshot's pods. Pure; remembers what it worked out. */
final class Sidecars {

    private static final String PROXY = "istio-proxy";
    private static final String TLS_MODE = "security.istio.io/tlsMode";

    private final PeerAuthentications authentications;
    private final List<KubernetesObject> policies;
    private final Map<String, List<SelectingService>> servicesByNamespace = new HashMap<>();
    private final Map<PodPort, Optional<Sidecar>> known = new HashMap<>();

    private record SelectingService(KubernetesObject service, LabelSelector selector) {
    }

    private record PodPort(ObjectName pod, int port) {
    }

    Sidecars(MeshSnapshot snapshot) {
        this.authentications = new PeerAuthentications(snapshot.peerAuthentications());
        this.policies = snapshot.authorizationPolicies();
        for (KubernetesObject service : snapshot.services()) {
            LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
            if (!selector.isEmpty()) {
                servicesByNamespace.computeIfAbsent(service.namespace(), key -> new java.util.ArrayList<>())
                        .add(new SelectingService(service, selector));
            }
        }
    }

    /** The pod's sidecar as its port has it; empty when the pod has none. */
    Optional<Sidecar> of(KubernetesObject pod, int port) {
        return known.computeIfAbsent(new PodPort(ObjectName.of(pod), port),
                key -> has(pod) ? Optional.of(make(pod, port)) : Optional.empty());
    }

    private Sidecar make(KubernetesObject pod, int port) {
        return new Sidecar(ObjectName.of(pod), authentications.mode(pod, port), protocol(pod, port),
                pod.labels().getOrDefault(TLS_MODE, "").equals("istio"), AccessPolicy.of(policies, pod));
    }

    /** As the oldest Service says that leads to the port; of two that differ, istiod takes the first. */
    private PortProtocol protocol(KubernetesObject pod, int port) {
        for (SelectingService candidate : servicesByNamespace.getOrDefault(pod.namespace(), List.of())) {
            if (candidate.selector().matches(pod.labels())) {
                for (JsonNode entry : candidate.service().spec().path("ports")) {
                    if (ServicePort.podPort(entry, List.of(pod)).equals(OptionalInt.of(port))) {
                        return PortProtocol.ofServicePort(entry);
                    }
                }
            }
        }
        return PortProtocol.UNKNOWN;
    }

    private static boolean has(KubernetesObject pod) {
        return Stream.of("initContainers", "containers").flatMap(list -> pod.spec().path(list).valueStream())
                .anyMatch(container -> container.path("name").asString("").equals(PROXY)
                        && container.path("args").valueStream().anyMatch(arg -> arg.asString("").equals("sidecar")));
    }
}
