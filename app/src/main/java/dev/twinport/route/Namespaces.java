package dev.twinport.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which namespaces a listener takes routes of: {@code allowedRoutes.namespaces}. */
record Namespaces(Inventory inventory, GatewayListener listener) {

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    /** {@code Same}, {@code All}, {@code Selector}, {@code None}. */
    String from() {
        return listener.listener().text("allowedRoutes", "namespaces", "from").orElse("Same");
    }

    /** Whether routes of a namespace are taken; empty when that takes labels which could not be read. */
    Optional<Boolean> admit(String namespace) {
        return switch (from()) {
            case "All" -> Optional.of(true);
            case "None" -> Optional.of(false);
            case "Selector" -> selector().map(selector -> selected(selector, namespace)).orElse(Optional.of(true));
            default -> Optional.of(namespace.equals(listener.gateway().namespace()));
        };
    }

    private Optional<KubernetesObject> selector() {
        return listener.listener().part("allowedRoutes", "namespaces", "selector");
    }

    private Optional<Boolean> selected(KubernetesObject selector, String namespace) {
        Optional<KubernetesObject> found = inventory.find("Namespace", "", namespace);
        Map<String, String> labels = new HashMap<>(found.map(KubernetesObject::labels).orElse(Map.of()));
        labels.put(NAME_LABEL, namespace);
        boolean fits = Labels.select(selector.stringMap("matchLabels"), labels)
                && selector.items("matchExpressions").stream().allMatch(wanted -> fits(wanted, labels));
        boolean known = found.isPresent() || inventory.unread("Namespace").isEmpty() || asksForNameOnly(selector);
        return known ? Optional.of(fits) : Optional.empty();
    }

    private static boolean fits(KubernetesObject wanted, Map<String, String> labels) {
        String key = wanted.text("key").orElse("");
        List<String> values = wanted.texts("values");
        return switch (wanted.text("operator").orElse("")) {
            case "In" -> labels.containsKey(key) && values.contains(labels.get(key));
            case "NotIn" -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case "Exists" -> labels.containsKey(key);
            case "DoesNotExist" -> !labels.containsKey(key);
            default -> false;
        };
    }

    private static boolean asksForNameOnly(KubernetesObject selector) {
        return selector.stringMap("matchLabels").keySet().stream().allMatch(NAME_LABEL::equals)
                && selector.items("matchExpressions").stream()
                        .allMatch(wanted -> wanted.text("key").filter(NAME_LABEL::equals).isPresent());
    }
}
