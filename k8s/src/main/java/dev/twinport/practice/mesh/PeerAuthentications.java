package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Which mode of mutual TLS holds for a pod's port. Pure.
 * <p>
 * As {@code ComposePeerAuthentication} in istiod: of each level, the mesh ({@code istio-system}, no selector), the
 * namespace (no selector) and the workload (a selector, not in {@code istio-system}), the oldest counts; the nearer one
 * that sets a mode wins; ports are set by a workload's own only.
 */
final class PeerAuthentications {

    private final List<KubernetesObject> policies;

    /**
     * @param policies
     *            the oldest first
     */
    PeerAuthentications(List<KubernetesObject> policies) {
        this.policies = policies;
    }

    ServerTls mode(KubernetesObject pod, int port) {
        Optional<KubernetesObject> workload = oldest(
                policy -> !policy.namespace().equals(DestinationResolver.ROOT_NAMESPACE)
                        && policy.namespace().equals(pod.namespace()) && !selector(policy).isEmpty()
                        && selector(policy).matches(pod.labels()));
        return workload.flatMap(policy -> mode(policy.spec().path("portLevelMtls").path(Integer.toString(port))))
                .or(() -> workload.flatMap(policy -> mode(policy.spec().path("mtls"))))
                .or(() -> of(pod.namespace()).flatMap(policy -> mode(policy.spec().path("mtls"))))
                .or(() -> of(DestinationResolver.ROOT_NAMESPACE).flatMap(policy -> mode(policy.spec().path("mtls"))))
                .orElse(ServerTls.PERMISSIVE);
    }

    private Optional<KubernetesObject> of(String namespace) {
        return oldest(policy -> policy.namespace().equals(namespace) && selector(policy).isEmpty());
    }

    private Optional<KubernetesObject> oldest(Predicate<KubernetesObject> wanted) {
        return policies.stream().filter(wanted).findFirst();
    }

    private static LabelSelector selector(KubernetesObject policy) {
        return LabelSelector.ofMap(policy.spec().at("/selector/matchLabels"));
    }

    private static Optional<ServerTls> mode(JsonNode mtls) {
        return switch (mtls.path("mode").asString("")) {
            case "STRICT" -> Optional.of(ServerTls.STRICT);
            case "PERMISSIVE" -> Optional.of(ServerTls.PERMISSIVE);
            case "DISABLE" -> Optional.of(ServerTls.DISABLE);
            default -> Optional.empty();
        };
    }
}
