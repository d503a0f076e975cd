package dev.twinport.route;

import java.util.Map;

/** Equality-based label selection, as Services, Gateways and subsets use it. */
public final class Labels {

    private Labels() {
    }

    /** Whether all labels of the selector are among the labels; an empty selector selects everything. */
    public static boolean select(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    /** Whether the object has all labels of the selector. */
    public static boolean select(Map<String, String> selector, KubernetesObject object) {
        for (Map.Entry<String, String> label : selector.entrySet()) {
            if (object.text("metadata", "labels", label.getKey()).filter(label.getValue()::equals).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** {@code istio=ingressgateway,app=echo}, in order of keys: what {@code kubectl -l} takes. */
    public static String text(Map<String, String> selector) {
        return String.join(",", selector.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue()).toList());
    }
}
