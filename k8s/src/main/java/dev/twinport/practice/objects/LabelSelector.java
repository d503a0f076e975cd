package dev.twinport.practice.objects;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A condition on labels, of the two shapes Kubernetes has: a plain map (Services, Istio) and {@code matchLabels} with
 * {@code matchExpressions} (Deployments, ReplicaSets).
 *
 * @param labels
 *            labels that must be there with these values
 * @param requirements
 *            further conditions, all of which must hold
 */
public record LabelSelector(Map<String, String> labels, List<Requirement> requirements) {

    public LabelSelector {
        labels = Map.copyOf(labels);
        requirements = List.copyOf(requirements);
    }

    /**
     * One of {@code matchExpressions}.
     *
     * @param operator
     *            {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}; of whole numbers {@code Gt} or
     *            {@code Lt}; any other never matches
     */
    public record Requirement(String key, String operator, List<String> values) {

        public Requirement {
            values = List.copyOf(values);
        }

        /** Whether labels fulfil it. */
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                case "Gt" -> value != null && compare(value) > 0;
                case "Lt" -> value != null && compare(value) < 0;
                default -> false;
            };
        }

        /** How a label's value compares with the one of the requirement; 0 when one of them is no whole number. */
        private int compare(String value) {
            try {
                return Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
            } catch (NumberFormatException noNumber) {
                return 0;
            }
        }
    }

    /** A plain map of labels. */
    public static LabelSelector ofMap(JsonNode labels) {
        return new LabelSelector(KubernetesObject.strings(labels), List.of());
    }

    /** {@code matchLabels} and {@code matchExpressions}. */
    public static LabelSelector of(JsonNode selector) {
        List<Requirement> requirements = selector.path("matchExpressions").valueStream()
                .map(expression -> new Requirement(expression.path("key").asString(""),
                        expression.path("operator").asString(""),
                        expression.path("values").valueStream().map(value -> value.asString("")).toList()))
                .toList();
        return new LabelSelector(KubernetesObject.strings(selector.path("matchLabels")), requirements);
    }

    /** Whether it says nothing, and so matches everything. */
    public boolean isEmpty() {
        return labels.isEmpty() && requirements.isEmpty();
    }

    public boolean matches(Map<String, String> candidate) {
        return candidate.entrySet().containsAll(labels.entrySet())
                && requirements.stream().allMatch(requirement -> requirement.matches(candidate));
    }
}
