package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Which nodes a pod asks for, by its {@code nodeSelector} and what its node affinity requires
 * ({@code component-helpers/scheduling/corev1/nodeaffinity}). Preferences choose among nodes, and there is one.
 */
final class NodeAffinity {

    private static final String NAME = "metadata.name";

    private final Map<String, String> selector;
    private final JsonNode terms;

    NodeAffinity(KubernetesObject pod) {
        this.selector = KubernetesObject.strings(pod.spec().path("nodeSelector"));
        this.terms = pod.spec().path("affinity").path("nodeAffinity")
                .path("requiredDuringSchedulingIgnoredDuringExecution").path("nodeSelectorTerms");
    }

    /** The names of the only nodes that can match at all; empty when any may. */
    Optional<Set<String>> nodes() {
        Set<String> all = new HashSet<>();
        for (JsonNode term : terms) {
            List<Set<String>> named = term.path("matchFields").valueStream()
                    .filter(field -> field.path("key").asString("").equals(NAME)
                            && field.path("operator").asString("").equals("In"))
                    .map(NodeAffinity::values).toList();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            Set<String> common = new HashSet<>(named.getFirst());
            named.forEach(common::retainAll);
            all.addAll(common);
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    boolean matches(KubernetesObject node) {
        return node.labels().entrySet().containsAll(selector.entrySet())
                && (!terms.isArray() || terms.valueStream().anyMatch(term -> matches(term, node)));
    }

    /** A term that says nothing matches nothing. */
    private static boolean matches(JsonNode term, KubernetesObject node) {
        JsonNode expressions = term.path("matchExpressions");
        JsonNode fields = term.path("matchFields");
        return !(expressions.isEmpty() && fields.isEmpty())
                && expressions.valueStream().allMatch(expression -> holds(expression, node.labels()))
                && fields.valueStream().allMatch(field -> holds(field, Map.of(NAME, node.name())));
    }

    private static boolean holds(JsonNode requirement, Map<String, String> labels) {
        String key = requirement.path("key").asString("");
        boolean known = labels.containsKey(key);
        String value = labels.getOrDefault(key, "");
        return switch (requirement.path("operator").asString("")) {
            case "In" -> known && values(requirement).contains(value);
            case "NotIn" -> !known || !values(requirement).contains(value);
            case "Exists" -> known;
            case "DoesNotExist" -> !known;
            case "Gt" -> known && compares(value, requirement, 1);
            case "Lt" -> known && compares(value, requirement, -1);
            default -> false;
        };
    }

    private static boolean compares(String value, JsonNode requirement, int sign) {
        OptionalLong one = number(value);
        OptionalLong other = number(requirement.path("values").path(0).asString(""));
        return one.isPresent() && other.isPresent()
                && Integer.signum(Long.compare(one.getAsLong(), other.getAsLong())) == sign;
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private static Set<String> values(JsonNode requirement) {
        Set<String> values = new HashSet<>();
        requirement.path("values").forEach(value -> values.add(value.asString("")));
        return values;
    }
}
