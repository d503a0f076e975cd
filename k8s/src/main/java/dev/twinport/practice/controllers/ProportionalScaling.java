package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a Deployment that is scaled in the middle of a rollout spreads the change over its ReplicaSets: each gets the
 * share it has of the whole ({@code pkg/controller/deployment/sync.go}, {@code scale}). Pure.
 */
final class ProportionalScaling {

    private ProportionalScaling() {
    }

    /**
     * The new sizes.
     *
     * @param sets
     *            the ReplicaSets that have pods
     * @param desired
     *            how many pods the Deployment is to have
     * @param pods
     *            how many it has, by its status
     *
     * @return a size for each of {@code sets}
     */
    static Map<KubernetesObject, Integer> sizes(List<KubernetesObject> sets, int desired, int maxSurge, int pods) {
        int allowed = desired > 0 ? desired + maxSurge : 0;
        int toAdd = allowed - ReplicaSets.sum(sets, ReplicaSets::replicas);
        Comparator<KubernetesObject> bySize = Comparator.comparingInt(ReplicaSets::replicas).reversed();
        Comparator<KubernetesObject> byAge = Comparator.comparing(KubernetesObject::createdAt);
        List<KubernetesObject> order = new ArrayList<>(sets);
        order.sort(bySize.thenComparing(toAdd > 0 ? byAge.reversed() : byAge));
        Map<KubernetesObject, Integer> sizes = new LinkedHashMap<>();
        int added = 0;
        for (KubernetesObject set : order) {
            int share = toAdd == 0 ? 0 : share(set, desired, maxSurge, pods, toAdd, added);
            sizes.put(set, ReplicaSets.replicas(set) + share);
            added += share;
        }
        if (!order.isEmpty() && toAdd != 0) {
            KubernetesObject largest = order.getFirst();
            sizes.merge(largest, toAdd - added, (size, left) -> Math.max(0, size + left));
        }
        return sizes;
    }

    private static int share(KubernetesObject set, int desired, int maxSurge, int pods, int toAdd, int added) {
        int size = ReplicaSets.replicas(set);
        if (size == 0 || toAdd == added) {
            return 0;
        }
        int fraction;
        if (desired == 0) {
            fraction = -size;
        } else {
            int before = ReplicaSets.annotation(set, ReplicaSets.MOST, Math.max(1, pods));
            fraction = (int) Math.round((double) size * (desired + maxSurge) / Math.max(1, before)) - size;
        }
        int left = toAdd - added;
        return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    }
}
