package dev.twinport.entry;

import dev.twinport.cluster.Vantage;
import dev.twinport.entry.EntryResolution.Standing;
import dev.twinport.message.Message;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.Labels;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodStatus;
import dev.twinport.route.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a client dials for a route: the Gateway's selector gives the gateway pods, the pods their Services, the
 * Service's port that leads to the server's port the address. Nothing goes by a name, but for a Gateway of the Gateway
 * API, whose Services Istio itself knows by their names. Pure.
 * <p>
 * From outside, a load balancer's address comes first: it is what clients dial. From inside, the Service's cluster
 * address does: a load balancer's address often cannot be reached from a pod (nothing turns the packet round, or a
 * firewall lets only the outside in), and where it can, kube-proxy takes the short way to the same gateway pods. What
 * is left out is the load balancer itself, which the entry's reason says.
 */
public final class EntryResolver {

    private final Route route;
    private final Inventory inventory;
    private final Vantage vantage;
    private final List<KubernetesObject> pods;

    private EntryResolver(Route route, Inventory inventory, Vantage vantage) {
        this.route = route;
        this.inventory = inventory;
        this.vantage = vantage;
        this.pods = route.gatewayPods().in(inventory).stream().filter(pod -> !PodStatus.isOver(pod)).toList();
    }

    public static EntryResolution resolve(Route route, Inventory inventory, Vantage vantage) {
        return new EntryResolver(route, inventory, vantage).resolve();
    }

    private EntryResolution resolve() {
        GatewayKind kind = route.id().kind();
        Optional<KubernetesObject> gateway = kind.find(inventory, route.gateway());
        if (gateway.isEmpty()) {
            return inventory.unread(kind.key(), route.gateway().namespace())
                    .map(why -> without(Standing.UNKNOWN, Message.of("entry.unread", kind.key(), why)))
                    .orElseGet(() -> without(Standing.ABSENT, Message.of("entry.noGateway", route.gateway().path())));
        }
        if (kind == GatewayKind.GATEWAY_API && gateway.get().items("spec", "listeners").stream()
                .noneMatch(listener -> listener.number("port").filter(number -> number == route.port()).isPresent())) {
            return without(Standing.ABSENT, Message.of("entry.noPort", route.gateway().path()));
        }
        return switch (route.gatewayPods()) {
            case GatewayPods.Labelled labelled -> resolve(labelled);
            case GatewayPods.Behind behind -> resolve(behind);
        };
    }

    private EntryResolution resolve(GatewayPods.Labelled labelled) {
        if (pods.isEmpty() && inventory.unread("Pod").isEmpty()) {
            return without(Standing.ABSENT,
                    Message.of("entry.noGatewayPods", route.gateway().path(), Labels.text(labelled.labels())));
        }
        Stream<KubernetesObject> nearby = pods.isEmpty() ? inventory.of("Service").stream()
                : pods.stream().map(KubernetesObject::namespace).distinct().sorted()
                        .flatMap(namespace -> inventory.of("Service", namespace).stream());
        List<GatewayService> services = sorted(nearby.filter(service -> isBeforeGateway(service, labelled)));
        return services.isEmpty() ? withoutService(labelled) : through(services);
    }

    private EntryResolution resolve(GatewayPods.Behind behind) {
        List<GatewayService> services = sorted(behind.services(inventory));
        if (services.isEmpty()) {
            String names = behind.names().stream().map(ObjectName::path).collect(Collectors.joining(", "));
            return behind.names().stream().flatMap(name -> inventory.unread("Service", name.namespace()).stream())
                    .findFirst().map(this::byStatus)
                    .orElseGet(() -> without(Standing.ABSENT,
                            names.isEmpty() ? Message.of("entry.noServiceNamed", route.gateway().path())
                                    : Message.of("entry.noGatewayService", route.gateway().path(), names)));
        }
        if (pods.isEmpty() && inventory.unread("Pod").isEmpty()) {
            return without(Standing.ABSENT,
                    Message.of("entry.noPodsBehind", route.gateway().path(), services.getFirst().path(),
                            Labels.text(services.getFirst().service().stringMap("spec", "selector"))));
        }
        return through(services);
    }

    /** The Services may not be read: the Gateway's own status says where it can be reached, but not from where. */
    private EntryResolution byStatus(Message why) {
        List<Entry> entries = GatewayKind.GATEWAY_API.find(inventory, route.gateway()).stream()
                .flatMap(gateway -> gateway.items("status", "addresses").stream())
                .flatMap(address -> address.text("value").stream()).filter(address -> !address.contains(".svc."))
                .map(address -> new Entry(address, route.port(), Entry.Kind.GATEWAY_STATUS,
                        Message.of("entry.gatewayStatus", route.gateway().path())))
                .toList();
        return entries.isEmpty() ? without(Standing.UNKNOWN, Message.of("entry.unread", "Service", why))
                : with(Standing.DOUBTFUL, entries, Optional.of(Message.of("entry.guessedAddress", why)));
    }

    private EntryResolution through(List<GatewayService> services) {
        return services.stream().filter(service -> service.port().isPresent()).findFirst().map(this::through)
                .orElseGet(() -> unexposed(services.getFirst()));
    }

    /** The Services before the gateway's pods: those that lead to the port first, easily reached ones first. */
    private List<GatewayService> sorted(Stream<KubernetesObject> services) {
        return services.map(service -> GatewayService.of(service, pods.stream().findFirst(), route.port()))
                .sorted(Comparator.comparing((GatewayService service) -> service.port().isEmpty())
                        .thenComparingInt(EntryResolver::reach))
                .toList();
    }

    private boolean isBeforeGateway(KubernetesObject service, GatewayPods.Labelled labelled) {
        var asked = service.stringMap("spec", "selector");
        if (asked.isEmpty() || service.text("spec", "type").filter("ExternalName"::equals).isPresent()) {
            return false;
        }
        if (pods.isEmpty()) {
            // The pods may not be read: a Service that asks for all the Gateway asks for is the best guess.
            return !labelled.labels().isEmpty() && Labels.select(labelled.labels(), asked);
        }
        return pods.stream().anyMatch(pod -> pod.namespace().equals(service.namespace()) && Labels.select(asked, pod));
    }

    private static int reach(GatewayService service) {
        boolean external = !service.addresses(0).isEmpty();
        return external ? 0 : service.type().equals("LoadBalancer") ? 1 : service.type().equals("NodePort") ? 2 : 3;
    }

    private EntryResolution withoutService(GatewayPods.Labelled labelled) {
        Set<String> namespaces = pods.stream().map(KubernetesObject::namespace).collect(Collectors.toSet());
        Optional<Message> unread = pods.isEmpty() ? inventory.unread("Pod")
                : namespaces.stream().flatMap(namespace -> inventory.unread("Service", namespace).stream()).findFirst();
        return unread.map(
                why -> without(Standing.UNKNOWN, Message.of("entry.unread", pods.isEmpty() ? "Pod" : "Service", why)))
                .orElseGet(() -> without(Standing.ABSENT,
                        Message.of("entry.noService", Labels.text(labelled.labels()), String.join(", ", namespaces))));
    }

    private EntryResolution through(GatewayService service) {
        int dialled = service.port().flatMap(port -> port.number("port")).orElse(route.port());
        List<Entry> entries = new ArrayList<>();
        if (vantage == Vantage.INSIDE) {
            service.clusterAddresses(dialled).stream().map(this::withPortExplained).forEach(entries::add);
            if (entries.isEmpty()) {
                entries.addAll(podAddresses(service));
            }
        }
        service.addresses(dialled).stream().map(this::withPortExplained).forEach(entries::add);
        entries.addAll(service.nodePorts(inventory.of("Node"), home()));
        if (entries.isEmpty()) {
            return withoutAddress(service);
        }
        boolean waits = service.isPending() && vantage == Vantage.OUTSIDE;
        Optional<Message> doubt = waits ? Optional.of(Message.of("entry.pending", service.path())) : doubtAboutPods();
        return with(doubt.isPresent() ? Standing.DOUBTFUL : Standing.USABLE, service, entries, doubt);
    }

    /** A headless Service has no address but its pods': what its name resolves to. */
    private List<Entry> podAddresses(GatewayService service) {
        return pods.stream().filter(PodStatus::isReady)
                .flatMap(
                        pod -> pod.text("status", "podIP").stream()
                                .map(address -> new Entry(address, route.port(), Entry.Kind.POD_ADDRESS,
                                        Message.of("entry.podAddress", pod.objectName().path(), service.path()))))
                .toList();
    }

    /** A Service may give the gateway's port another number to the outside; that is worth a word. */
    private Entry withPortExplained(Entry entry) {
        return entry.port() == route.port() ? entry
                : new Entry(entry.host(), entry.port(), entry.kind(),
                        Message.of("entry.otherPort", entry.reason(), entry.port(), route.port()));
    }

    private Optional<Message> doubtAboutPods() {
        if (pods.isEmpty()) {
            return inventory.unread("Pod")
                    .map(why -> route.gatewayPods() instanceof GatewayPods.Labelled
                            ? Message.of("entry.guessedService", why)
                            : Message.of("entry.unread", "Pod", why));
        }
        return pods.stream().anyMatch(PodStatus::isReady) ? Optional.empty()
                : Optional.of(Message.of("entry.noReadyPod", pods.stream()
                        .map(pod -> pod.name() + " (" + PodStatus.word(pod) + ")").collect(Collectors.joining(", "))));
    }

    /** Where the Service has a node port, only the nodes, if they could be read, tell that there is no address. */
    private EntryResolution withoutAddress(GatewayService service) {
        Optional<Message> nodes = inventory.unread("Node")
                .filter(_ -> service.port().flatMap(port -> port.number("nodePort")).isPresent())
                .map(why -> Message.of("entry.unread", "Node", why));
        if (service.isPending()) {
            return nodes.map(why -> without(Standing.UNKNOWN, Message.of("entry.pendingUnread", service.path(), why)))
                    .orElseGet(() -> without(Standing.ABSENT, Message.of("entry.pending", service.path())));
        }
        return nodes.map(why -> without(Standing.UNKNOWN, why))
                .orElseGet(() -> without(Standing.ABSENT,
                        Message.of("entry.insideOnly", service.path(), service.type(), route.port(),
                                "kubectl -n " + service.service().namespace() + " port-forward svc/"
                                        + service.service().name() + " " + route.port())));
    }

    /** The Service has no such port: there is an address, and the reason why nothing will answer there. */
    private EntryResolution unexposed(GatewayService service) {
        Message problem = Message.of("entry.portMissing", service.path(), route.port(), exposing(service));
        List<Entry> entries = service.addresses(route.port());
        return entries.isEmpty() ? without(Standing.ABSENT, problem)
                : with(Standing.DOUBTFUL, service, entries, Optional.of(problem));
    }

    private String exposing(GatewayService service) {
        String port = "{\"name\":\"tcp-%1$s\",\"port\":%1$s,\"targetPort\":%1$s,\"protocol\":\"TCP\"}"
                .formatted(route.port());
        return "kubectl -n " + service.service().namespace() + " patch svc " + service.service().name()
                + " --type=json -p '[{\"op\":\"add\",\"path\":\"/spec/ports/-\",\"value\":" + port + "}]'";
    }

    private List<String> home() {
        return pods.stream().flatMap(pod -> pod.text("spec", "nodeName").stream()).distinct().toList();
    }

    private static EntryResolution with(Standing standing, GatewayService service, List<Entry> entries,
            Optional<Message> problem) {
        return with(standing, entries.stream().map(entry -> entry.of(service.service().objectName())).toList(),
                problem);
    }

    private static EntryResolution with(Standing standing, List<Entry> entries, Optional<Message> problem) {
        return new EntryResolution(standing, Optional.of(entries.getFirst()), entries.subList(1, entries.size()),
                problem);
    }

    private static EntryResolution without(Standing standing, Message problem) {
        return new EntryResolution(standing, Optional.empty(), List.of(), Optional.of(problem));
    }
}
