package dev.twinport.practice.pods;

import java.time.Instant;

/** What a container is doing. */
sealed interface ContainerState {

    /** It runs. */
    record Running(Instant since) implements ContainerState {
    }

    /**
     * It does not run yet, or not again.
     *
     * @param reason
     *            Kubernetes' word for it, as in {@code ImagePullBackOff}
     */
    record Waiting(String reason, String message) implements ContainerState {
    }
}
