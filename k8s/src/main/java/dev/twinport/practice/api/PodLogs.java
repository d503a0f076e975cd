package dev.twinport.practice.api;

import java.util.Optional;

/** The logs of all pods' containers: what the API needs from whoever runs them. */
public interface PodLogs {

    /**
     * The log of one container.
     *
     * @param previous
     *            the run before the current one instead of the current one
     *
     * @return empty when the container has not (yet) had such a run
     */
    Optional<ContainerLog> find(String namespace, String pod, String container, boolean previous);
}
