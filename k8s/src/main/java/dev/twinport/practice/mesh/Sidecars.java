package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** By one of the labels they select, so that not each is asked of each pod. */
    private final Map<Label, List<SelectingService>> servicesByLabel = new HashMap<>();
    private final Map<PodPort, Optional<Sidecar>> known = new HashMap<>();

    /**
     * @param age
     *            its place among all, the oldest first
     */
    private record SelectingService(KubernetesObject service, LabelSelector selector, int age) {
    }

    private record Label(String namespace, String name, String value) {
    }

    private record PodPort(ObjectName pod, int port) {
    }

    Sidecars(MeshSnapshot snapshot) {
        this.authentications = new PeerAuthentications(snapshot.peerAuthentications());
        this.policies = snapshot.authorizationPolicies();
        int age = 0;
        for (KubernetesObject service : snapshot.services()) {
            LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
            if (!selector.isEmpty()) {
                Map.Entry<String, String> label = selector.labels().entrySet().iterator().next();
                servicesByLabel.computeIfAbsent(new Label(service.namespace(), label.getKey(), label.getValue()),
                        _ -> new ArrayList<>()).add(new SelectingService(service, selector, age++));
            }
        }
    }

    /** The pod's sidecar as its port has it; empty when the pod has none. */
    Optional<Sidecar> of(KubernetesObject pod, int port) {
        return known.computeIfAbsent(new PodPort(ObjectName.of(pod), port),
                _ -> has(pod) ? Optional.of(make(pod, port)) : Optional.empty());
    }

    private Sidecar make(KubernetesObject pod, int port) {
        return new Sidecar(ObjectName.of(pod), authentications.mode(pod, port), protocol(pod, port),
                pod.labels().getOrDefault(TLS_MODE, "").equals("istio"), AccessPolicy.of(policies, pod));
    }

    /** As the oldest Service says that leads to the port; of two that differ, istiod takes the first. */
    private PortProtocol protocol(KubernetesObject pod, int port) {
        Map<String, String> labels = pod.labels();
        return labels.entrySet().stream()
                .flatMap(label -> servicesByLabel
                        .getOrDefault(new Label(pod.namespace(), label.getKey(), label.getValue()), List.of()).stream())
                .filter(candidate -> candidate.selector().matches(labels))
                .sorted(Comparator.comparingInt(SelectingService::age))
                .flatMap(candidate -> candidate.service().spec().path("ports").valueStream())
                .filter(entry -> ServicePort.podPort(entry, List.of(pod)).equals(OptionalInt.of(port))).findFirst()
                .map(PortProtocol::ofServicePort).orElse(PortProtocol.UNKNOWN);
    }

    private static boolean has(KubernetesObject pod) {
        return Stream.of("initContainers", "containers").flatMap(list -> pod.spec().path(list).valueStream())
                .anyMatch(container -> container.path("name").asString("").equals(PROXY)
                        && container.path("args").valueStream().anyMatch(arg -> arg.asString("").equals("sidecar")));
    }
}
