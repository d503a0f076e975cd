package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a subset where Istio does for a gateway: in the gateway pods' namespace, then the Service's, then Istio's root
 * namespace; the first of these with a DestinationRule for the host decides.
 */
record DestinationRules(Inventory inventory, Set<String> gatewayNamespaces) {

    static final String ROOT_NAMESPACE = "istio-system";

    /**
     * What looking a subset up came to.
     *
     * @param rule
     *            the DestinationRule that has it, or the one that should
     * @param labels
     *            the subset's labels
     * @param problem
     *            why there is no such subset; then labels are empty
     */
    record Subset(Optional<ObjectName> rule, Map<String, String> labels, Optional<Message> problem) {
    }

    Subset find(HostName.ServiceName service, String subset) {
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
        Message missing = namespaces.stream()
                .flatMap(namespace -> inventory.unread("DestinationRule", namespace)
                        .map(why -> Message.of("route.unread", "DestinationRule", why)).stream())
                .findFirst().orElseGet(() -> missing(service, subset));
        return new Subset(Optional.empty(), Map.of(), Optional.of(missing));
    }

    private Message missing(HostName.ServiceName service, String subset) {
        return rulesFor(service).findFirst()
                .map(rule -> Message.of("route.ruleElsewhere", rule.objectName().path(), service.namespace(), subset))
                .orElseGet(() -> Message.of("route.noRule", service.name(), service.namespace(), subset));
    }

    private Stream<KubernetesObject> rulesFor(HostName.ServiceName service) {
        return inventory.of("DestinationRule").stream().filter(rule -> rule.at("spec", "workloadSelector").isEmpty())
                .filter(rule -> isFor(rule, service)).sorted(GatewayServer.OLDEST_FIRST);
    }

    private static boolean isFor(KubernetesObject rule, HostName.ServiceName service) {
        String written = rule.text("spec", "host").orElse("");
        return HostName.read(written, rule.namespace()).service().map(service::equals).orElseGet(
                () -> HostName.covers(written, service.name() + "." + service.namespace() + ".svc.cluster.local"));
    }

    private static Subset among(List<KubernetesObject> rules, String subset) {
        for (KubernetesObject rule : rules) {
            for (KubernetesObject item : rule.items("spec", "subsets")) {
                if (item.text("name").filter(subset::equals).isPresent()) {
                    return new Subset(Optional.of(rule.objectName()), item.stringMap("labels"), Optional.empty());
                }
            }
        }
        KubernetesObject rule = rules.getFirst();
        List<String> known = rules.stream().flatMap(one -> one.items("spec", "subsets").stream())
                .flatMap(item -> item.text("name").stream()).toList();
        Message problem = known.isEmpty() ? Message.of("route.noSubsets", subset, rule.objectName().path())
                : Message.of("route.noSubset", subset, rule.objectName().path(), String.join(", ", known));
        return new Subset(Optional.of(rule.objectName()), Map.of(), Optional.of(problem));
    }
}
