package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which container of a pod logs the traffic.
 *
 * @param containers
 *            all that run beside each other: the application's first, the mesh's last
 * @param chosen
 *            one of them
 * @param reason
 *            why that one
 */
record ContainerChoice(List<String> containers, String chosen, Message reason) {

    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
    private static final String SIDECAR = "istio-proxy";

    /**
     * @param targetPort
     *            the Service port's target: a number or a port's name; empty when not known
     */
    static ContainerChoice of(KubernetesObject pod, String targetPort) {
        List<KubernetesObject> containers = Stream.concat(applications(pod), sidecars(pod)).toList();
        List<String> names = containers.stream().map(ContainerChoice::name).toList();
        List<KubernetesObject> own = applications(pod).toList();
        Optional<String> annotated = Optional.ofNullable(pod.annotations().get(DEFAULT_CONTAINER))
                .filter(names::contains);
        Optional<String> listening = own.stream().filter(container -> listensOn(container, targetPort)).findFirst()
                .map(ContainerChoice::name);
        if (annotated.isPresent()) {
            return new ContainerChoice(names, annotated.get(), Message.of("route.container.annotated"));
        }
        if (own.size() == 1) {
            return new ContainerChoice(names, name(own.getFirst()), Message.of("route.container.only"));
        }
        return listening.map(name -> new ContainerChoice(names, name, Message.of("route.container.port", targetPort)))
                .orElseGet(() -> new ContainerChoice(names, names.isEmpty() ? "" : names.getFirst(),
                        Message.of("route.container.first")));
    }

    private static Stream<KubernetesObject> applications(KubernetesObject pod) {
        return pod.items("spec", "containers").stream().filter(container -> !name(container).equals(SIDECAR));
    }

    /** The mesh's proxy and the init containers that stay: native sidecars. */
    private static Stream<KubernetesObject> sidecars(KubernetesObject pod) {
        return Stream.concat(
                pod.items("spec", "initContainers").stream()
                        .filter(container -> container.text("restartPolicy").filter("Always"::equals).isPresent()),
                pod.items("spec", "containers").stream().filter(container -> name(container).equals(SIDECAR)));
    }

    private static boolean listensOn(KubernetesObject container, String targetPort) {
        return container.items("ports").stream()
                .anyMatch(port -> port.text("containerPort").filter(targetPort::equals).isPresent()
                        || port.text("name").filter(targetPort::equals).isPresent());
    }

    private static String name(KubernetesObject container) {
        return container.text("name").orElse("");
    }
}
