package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * The pods a route's connections are to reach because somebody said so.
 *
 * @param subset
 *            the subset that was named
 * @param pods
 *            its pods, ready or not
 * @param unknown
 *            why it is not known which pods these are: rights are missing
 */
public record ExpectedPods(String subset, List<PodTarget> pods, Optional<Message> unknown) {

    public ExpectedPods {
        pods = List.copyOf(pods);
    }

    /** The same with this container's log in pods that have it, as {@link Route#inContainer}. */
    public ExpectedPods inContainer(String name) {
        return new ExpectedPods(subset, pods.stream().map(pod -> pod.inContainer(name)).toList(), unknown);
    }
}
