package dev.twinport.cluster;

import dev.twinport.route.PodName;
import java.time.Instant;
import java.util.Optional;

/**
 * Which log to follow, and from where. Lines always come with the kubelet's timestamps.
 *
 * @param since
 *            from this second on (Kubernetes reads whole seconds), if given
 * @param tail
 *            how many of the lines already there, if given
 */
public record LogRequest(PodName pod, String container, Optional<Instant> since, Optional<Integer> tail) {
}
