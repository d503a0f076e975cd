package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a pod has been ready for long enough ({@code minReadySeconds}). */
final class PodAvailability {

    private PodAvailability() {
    }

    /** When the pod has been ready for long enough; empty when it is not ready. */
    static Optional<Instant> since(KubernetesObject pod, int minReadySeconds) {
        return pod.isReady() ? readySince(pod).map(ready -> ready.plus(Duration.ofSeconds(minReadySeconds)))
                : Optional.empty();
    }

    private static Optional<Instant> readySince(KubernetesObject pod) {
        return pod.status().path("conditions").valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Ready")).map(condition -> Instant
                        .parse(condition.path("lastTransitionTime").asString(Instant.EPOCH.toString())))
                .findFirst();
    }
}
