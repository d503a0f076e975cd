package dev.twinport.route;

import dev.twinport.message.Message;
import dev.twinport.route.HostName.ServiceName;
import dev.twinport.route.Link.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one destination of a VirtualService, or backend of a TCPRoute, to its pods, noting each link. Used once per
 * destination.
 */
final class DestinationReader {

    private final Inventory inventory;
    private final DestinationRules rules;
    private final Set<String> gatewayNamespaces;
    private final KubernetesObject written;
    private final HostName host;
    private final int listenerPort;
    private final Optional<Message> refusal;
    private final List<Link> links = new ArrayList<>();

    /**
     * @param gatewayNamespaces
     *            where the gateway's pods are: whose DestinationRules come first
     * @param written
     *            the {@code destination} block
     * @param listenerPort
     *            the Gateway server's port, which Istio takes when the destination names none of several
     * @param refusal
     *            why Istio leads nobody there, whatever there is; empty when nothing speaks against it
     */
    DestinationReader(Inventory inventory, DestinationRules rules, Set<String> gatewayNamespaces,
            KubernetesObject written, String namespace, int listenerPort, Optional<Message> refusal) {
        this.inventory = inventory;
        this.rules = rules;
        this.gatewayNamespaces = gatewayNamespaces;
        this.written = written;
        this.host = HostName.read(written.text("host").orElse(""), namespace);
        this.listenerPort = listenerPort;
        this.refusal = refusal;
    }

    /** The links found by {@link #read}. */
    List<Link> links() {
        return links;
    }

    Destination read(int weight) {
        Optional<KubernetesObject> service = host.service()
                .flatMap(name -> inventory.find("Service", name.namespace(), name.name()));
        int port = service.map(this::port).orElseGet(() -> written.number("port", "number").orElse(0));
        Optional<KubernetesObject> servicePort = service.flatMap(found -> ports(found).stream()
                .filter(candidate -> candidate.number("port").orElse(0) == port).findFirst());
        links.add(new Link(Stage.DESTINATION, service.map(KubernetesObject::objectName), name(port),
                refusal.or(() -> destinationProblem(service, servicePort, port))));

        Optional<String> subset = written.text("subset").filter(name -> !name.isEmpty());
        Map<String, String> selector = service.map(found -> found.stringMap("spec", "selector")).orElse(Map.of());
        Map<String, String> labels = new HashMap<>(selector);
        boolean subsetHolds = refusal.isEmpty();
        if (subset.isPresent() && host.service().isPresent()) {
            DestinationRules.Subset found = rules.find(host.service().get(), subset.get(), gatewayNamespaces);
            labels.putAll(found.labels());
            subsetHolds &= found.problem().isEmpty();
            links.add(new Link(Stage.SUBSET, found.rule(), subset.get(), found.problem()));
        }

        List<PodTarget> selected = new ArrayList<>();
        List<PodTarget> others = new ArrayList<>();
        if (service.isPresent() && !selector.isEmpty()) {
            String targetPort = servicePort.map(DestinationReader::targetPort).orElse("");
            boolean known = subsetHolds;
            podsOf(service.get(), selector).forEach(
                    pod -> (known && Labels.select(labels, pod) ? selected : others).add(target(pod, targetPort)));
            if (subsetHolds && servicePort.isPresent()) {
                links.add(podLink(selected, service.get().namespace(), labels));
            }
        }
        return new Destination(host.text(), port, subset, labels, weight, selected, others);
    }

    private String name(int port) {
        String shortName = host.service().map(ServiceName::name).orElse(host.text());
        return port == 0 ? shortName : shortName + ":" + port;
    }

    private Optional<Message> destinationProblem(Optional<KubernetesObject> service,
            Optional<KubernetesObject> servicePort, int port) {
        if (host.service().isEmpty()) {
            return Optional.of(Message.of(host.halfWritten() ? "route.halfHost" : "route.foreignHost", host.text()));
        }
        ServiceName name = host.service().get();
        if (service.isEmpty()) {
            return Optional.of(
                    inventory.unread("Service", name.namespace()).map(why -> Message.of("route.unread", "Service", why))
                            .orElseGet(() -> Message.of("route.noService", name.name(), name.namespace())));
        }
        if (servicePort.isEmpty()) {
            String known = String.join(", ",
                    ports(service.get()).stream().flatMap(one -> one.text("port").stream()).toList());
            return Optional.of(written.number("port", "number").isPresent()
                    ? Message.of("route.noServicePort", name.toString(), port, known)
                    : Message.of("route.portUndecided", name.toString(), known));
        }
        return service.get().stringMap("spec", "selector").isEmpty()
                ? Optional.of(Message.of("route.noSelector", name.toString()))
                : Optional.empty();
    }

    private int port(KubernetesObject service) {
        List<KubernetesObject> ports = ports(service);
        return written.number("port", "number")
                .orElseGet(() -> ports.size() == 1 ? ports.getFirst().number("port").orElse(0) : listenerPort);
    }

    private static List<KubernetesObject> ports(KubernetesObject service) {
        return service.items("spec", "ports").stream().filter(port -> port.text("protocol").orElse("TCP").equals("TCP"))
                .toList();
    }

    private static String targetPort(KubernetesObject port) {
        return port.text("targetPort").orElseGet(() -> port.text("port").orElse(""));
    }

    private List<KubernetesObject> podsOf(KubernetesObject service, Map<String, String> selector) {
        return inventory.of("Pod", service.namespace()).stream().filter(pod -> Labels.select(selector, pod))
                .filter(pod -> !PodStatus.isOver(pod)).toList();
    }

    private static PodTarget target(KubernetesObject pod, String targetPort) {
        ContainerChoice choice = ContainerChoice.of(pod, targetPort);
        return new PodTarget(new PodName(pod.namespace(), pod.name()), pod.uid(), PodStatus.isReady(pod),
                PodStatus.word(pod), choice.containers(), choice.chosen(), choice.reason());
    }

    private Link podLink(List<PodTarget> pods, String namespace, Map<String, String> labels) {
        long ready = pods.stream().filter(PodTarget::ready).count();
        Optional<ObjectName> object = pods.size() == 1
                ? Optional.of(new ObjectName("Pod", namespace, pods.getFirst().name().name()))
                : Optional.empty();
        Optional<Message> problem = Optional.empty();
        if (pods.isEmpty()) {
            problem = Optional.of(inventory.unread("Pod", namespace).map(why -> Message.of("route.unread", "Pod", why))
                    .orElseGet(() -> Message.of("route.noPod", namespace, Labels.text(labels))));
        } else if (ready == 0) {
            String states = String.join(", ",
                    pods.stream().map(pod -> pod.name().name() + " (" + pod.phase() + ")").toList());
            problem = Optional.of(Message.of("route.noReadyPod", states));
        }
        return new Link(Stage.PODS, object, ready + "/" + pods.size(), problem);
    }
}
