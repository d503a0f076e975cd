package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What keeps those pods from a node that do not tolerate it ({@code core/v1} Taint). */
record Taint(String key, String value, String effect) {

    /** What {@code kubectl cordon} comes to. */
    static final Taint UNSCHEDULABLE = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    static List<Taint> of(KubernetesObject node) {
        return node.spec().path("taints").valueStream().map(taint -> new Taint(taint.path("key").asString(""),
                taint.path("value").asString(""), taint.path("effect").asString(""))).toList();
    }

    /** Whether it is more than a wish ({@code PreferNoSchedule}). */
    boolean keepsPodsAway() {
        return effect.equals("NoSchedule") || effect.equals("NoExecute");
    }

    /**
     * Whether a pod stands it.
     *
     * @param tolerations
     *            the list of the pod's spec
     */
    boolean isTolerated(JsonNode tolerations) {
        return tolerations.valueStream().anyMatch(this::isTolerable);
    }

    private boolean isTolerable(JsonNode toleration) {
        String meantEffect = toleration.path("effect").asString("");
        String meantKey = toleration.path("key").asString("");
        if ((!meantEffect.isEmpty() && !meantEffect.equals(effect)) || (!meantKey.isEmpty() && !meantKey.equals(key))) {
            return false;
        }
        return switch (toleration.path("operator").asString("")) {
            case "", "Equal" -> toleration.path("value").asString("").equals(value);
            case "Exists" -> true;
            default -> false;
        };
    }
}
