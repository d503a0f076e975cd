package dev.twinport.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a route sends connections: {@code destination} of a VirtualService's tcp route, resolved.
 *
 * @param host
 *            the host as written in the VirtualService
 * @param port
 *            the destination's port; 0 when none is given and the Service does not decide it
 * @param subset
 *            the subset's name, if one is given
 * @param labels
 *            the labels a pod must have: the Service's selector and the subset's labels together
 * @param weight
 *            share of connections in percent, as Istio reads it (one destination: 100)
 * @param pods
 *            the pods with those labels, ready or not
 * @param others
 *            pods the Service selects and the subset does not: where a connection that is led astray would show
 */
public record Destination(String host, int port, Optional<String> subset, Map<String, String> labels, int weight,
        List<PodTarget> pods, List<PodTarget> others) {

    public Destination {
        labels = Map.copyOf(labels);
        pods = List.copyOf(pods);
        others = List.copyOf(others);
    }

    /** The subset's name, or the host's first part: what people call this version. */
    public String shortName() {
        return subset.orElseGet(() -> host.split("\\.", 2)[0]);
    }

    /** The same with the log of this container in every pod that has one of that name. */
    Destination inContainer(String name) {
        return new Destination(host, port, subset, labels, weight,
                pods.stream().map(pod -> pod.inContainer(name)).toList(),
                others.stream().map(pod -> pod.inContainer(name)).toList());
    }
}
