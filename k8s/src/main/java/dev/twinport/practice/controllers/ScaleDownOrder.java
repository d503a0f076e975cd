package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Which of a ReplicaSet's pods goes first ({@code ActivePodsWithRanks} of {@code pkg/controller}): one that is not on a
 * node, runs not, is not ready, costs less to delete; then one that is ready for a shorter time, has a container that
 * was restarted more often, is younger.
 * <p>
 * Times are compared by the powers of two they are long, as in Kubernetes, so that pods of about the same age have
 * about the same chance; between those their random uids decide.
 */
final class ScaleDownOrder {

    private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    private ScaleDownOrder() {
    }

    /** The order at that moment, the first to go first. */
    static Comparator<KubernetesObject> at(Instant now) {
        return Comparator.comparing((KubernetesObject pod) -> !pod.spec().path("nodeName").asString("").isEmpty())
                .thenComparing(pod -> pod.status().path("phase").asString("").equals("Running"))
                .thenComparing(KubernetesObject::isReady).thenComparingInt(ScaleDownOrder::deletionCost)
                .thenComparingInt(pod -> rank(PodAvailability.since(pod, 0), now))
                .thenComparing(Comparator.comparingInt(ScaleDownOrder::restarts).reversed())
                .thenComparing(Comparator.comparingInt(ScaleDownOrder::sidecarRestarts).reversed())
                .thenComparingInt(pod -> rank(created(pod), now)).thenComparing(KubernetesObject::uid);
    }

    /** How long ago, as the power of two of the nanoseconds; -1 for what has just been, or never. */
    private static int rank(Optional<Instant> then, Instant now) {
        long nanos = then.map(since -> Duration.between(since, now).toNanos()).orElse(0L);
        return nanos > 0 ? Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) : -1;
    }

    private static Optional<Instant> created(KubernetesObject pod) {
        return Optional.of(pod.createdAt()).filter(text -> !text.isEmpty()).map(Instant::parse);
    }

    private static int deletionCost(KubernetesObject pod) {
        String cost = pod.annotations().getOrDefault(COST, "0");
        return cost.matches("-?\\d{1,9}") ? Integer.parseInt(cost) : 0;
    }

    private static int restarts(KubernetesObject pod) {
        return most(pod.status().path("containerStatuses"),
                pod.spec().path("containers").valueStream().map(ScaleDownOrder::name).collect(Collectors.toSet()));
    }

    private static int sidecarRestarts(KubernetesObject pod) {
        return most(pod.status().path("initContainerStatuses"),
                pod.spec().path("initContainers").valueStream()
                        .filter(container -> container.path("restartPolicy").asString("").equals("Always"))
                        .map(ScaleDownOrder::name).collect(Collectors.toSet()));
    }

    private static int most(JsonNode statuses, Set<String> names) {
        return statuses.valueStream().filter(status -> names.contains(name(status)))
                .mapToInt(status -> status.path("restartCount").asInt(0)).max().orElse(0);
    }

    private static String name(JsonNode named) {
        return named.path("name").asString("");
    }
}
