package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.List;

/**
 * One pod a route's destination selects.
 *
 * @param ready
 *            whether its Ready condition is true: only such a pod receives connections
 * @param phase
 *            Kubernetes' word for its state, as {@code kubectl get pods} shows it in STATUS
 * @param containers
 *            names of its containers, application containers first, the mesh's sidecar last
 * @param container
 *            the container whose log shows the traffic (see {@link #containerReason})
 * @param containerReason
 *            how {@link #container} was chosen
 */
public record PodTarget(PodName name, String uid, boolean ready, String phase, List<String> containers,
        String container, Message containerReason) {

    public PodTarget {
        containers = List.copyOf(containers);
    }

    /** The same with the log of this container, if it has one of that name; the reason says whether. */
    PodTarget inContainer(String name) {
        return containers.contains(name)
                ? new PodTarget(this.name, uid, ready, phase, containers, name, Message.of("route.container.asked"))
                : new PodTarget(this.name, uid, ready, phase, containers, container,
                        Message.of("route.container.notThere", name, containerReason));
    }
}
