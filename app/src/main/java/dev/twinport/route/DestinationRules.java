package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a subset where Istio does for a gateway: in the gateway pods' namespace, then the Service's, then Istio's root
 * namespace; the first of these with a DestinationRule for the host decides.
 */
final class DestinationRules {

    static final String ROOT_NAMESPACE = "istio-system";

    private final Inventory inventory;
    private final Map<HostName.ServiceName, List<KubernetesObject>> ofService = new HashMap<>();
    private final List<KubernetesObject> ofPattern = new ArrayList<>();

    DestinationRules(Inventory inventory) {
        this.inventory = inventory;
        inventory.of("DestinationRule").stream().filter(rule -> rule.at("spec", "workloadSelector").isEmpty())
                .forEach(rule -> HostName.read(host(rule), rule.namespace()).service().ifPresentOrElse(
                        service -> ofService.computeIfAbsent(service, _ -> new ArrayList<>()).add(rule),
                        () -> ofPattern.add(rule)));
    }

    private static String host(KubernetesObject rule) {
        return rule.text("spec", "host").orElse("");
    }

    /** Where a gateway's pods are. */
    static Set<String> namespaces(GatewayPods pods, Inventory inventory) {
        return pods.in(inventory).stream().map(KubernetesObject::namespace)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What looking a subset up came to.
     *
     * @param rule
     *            the DestinationRule that has it, or the one that should
     * @param labels
     *            the subset's labels
     * @param problem
     *            why there is no such subset; then labels are empty
     * @param unread
     *            whether the problem is that rules could not be read, and there may well be such a subset
     */
    record Subset(Optional<ObjectName> rule, Map<String, String> labels, Optional<Message> problem, boolean unread) {
    }

    /**
     * @param gatewayNamespaces
     *            where the gateway's pods are
     */
    Subset find(HostName.ServiceName service, String subset, Set<String> gatewayNamespaces) {
        Set<String> namespaces = new LinkedHashSet<>(gatewayNamespaces);
        namespaces.remove(ROOT_NAMESPACE);
        namespaces.add(service.namespace());
        namespaces.add(ROOT_NAMESPACE);
        for (String namespace : namespaces) {
            List<KubernetesObject> rules = rulesFor(service).filter(rule -> rule.namespace().equals(namespace))
                    .toList();
            if (!rules.isEmpty()) {
                return among(rules, subset);
            }
        }
        Optional<Message> unread = namespaces.stream()
                .flatMap(namespace -> inventory.unread("DestinationRule", namespace)
                        .map(why -> Message.of("route.unread", "DestinationRule", why)).stream())
                .findFirst();
        return new Subset(Optional.empty(), Map.of(), Optional.of(unread.orElseGet(() -> missing(service, subset))),
                unread.isPresent());
    }

    /** The names of the subsets there are for a Service, wherever their rules are. */
    Stream<String> names(HostName.ServiceName service) {
        return rulesFor(service).flatMap(rule -> rule.items("spec", "subsets").stream())
                .flatMap(item -> item.text("name").stream());
    }

    private Message missing(HostName.ServiceName service, String subset) {
        return rulesFor(service).findFirst()
                .map(rule -> Message.of("route.ruleElsewhere", rule.objectName().path(), service.namespace(), subset))
                .orElseGet(() -> Message.of("route.noRule", service.name(), service.namespace(), subset));
    }

    private Stream<KubernetesObject> rulesFor(HostName.ServiceName service) {
        String name = service.name() + "." + service.namespace() + ".svc.cluster.local";
        return Stream
                .concat(ofService.getOrDefault(service, List.of()).stream(),
                        ofPattern.stream().filter(rule -> HostName.covers(host(rule), name)))
                .sorted(GatewayServer.OLDEST_FIRST);
    }

    private static Subset among(List<KubernetesObject> rules, String subset) {
        for (KubernetesObject rule : rules) {
            for (KubernetesObject item : rule.items("spec", "subsets")) {
                if (item.text("name").filter(subset::equals).isPresent()) {
                    return new Subset(Optional.of(rule.objectName()), item.stringMap("labels"), Optional.empty(),
                            false);
                }
            }
        }
        KubernetesObject rule = rules.getFirst();
        List<String> known = rules.stream().flatMap(one -> one.items("spec", "subsets").stream())
                .flatMap(item -> item.text("name").stream()).toList();
        Message problem = known.isEmpty() ? Message.of("route.noSubsets", subset, rule.objectName().path())
                : Message.of("route.noSubset", subset, rule.objectName().path(), String.join(", ", known));
        return new Subset(Optional.of(rule.objectName()), Map.of(), Optional.of(problem), false);
    }
}
