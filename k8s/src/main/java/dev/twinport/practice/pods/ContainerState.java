package dev.twinport.practice.pods;

/** What a container is doing. */
sealed interface ContainerState {

    /** It runs. */
    record Running(Run run) implements ContainerState {
    }

    /** It has ended, and nothing more is to be said yet of what follows. */
    record Terminated(Run.Ended ended) implements ContainerState {
    }

    /**
     * It does not run yet, or not again.
     *
     * @param reason
     *            Kubernetes' word for it, as in {@code ImagePullBackOff}
     * @param message
     *            may be empty
     */
    record Waiting(String reason, String message) implements ContainerState {

        boolean is(String other) {
            return reason.equals(other);
        }
    }
}
