package dev.twinport.practice.mesh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Chooses for each new connection: the gateway pod at random, the destination by weight, the pod of it by fewest open
 * connections among two taken at random (Istio's default, {@code LEAST_REQUEST}). Any thread may call.
 */
final class Balancer {

    private final RandomGenerator random;
    /** By endpoint, and by cluster: no name of the one looks like one of the other. */
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    Balancer(RandomGenerator random) {
        this.random = random;
    }

    GatewayPod gateway(List<GatewayPod> pods) {
        return pods.get(random.nextInt(pods.size()));
    }

    /** One of the destinations, each as often as its weight says; empty when there is none. */
    Optional<Destination> destination(List<Destination> destinations) {
        int total = destinations.stream().mapToInt(Destination::weight).sum();
        if (total == 0) {
            return Optional.empty();
        }
        int drawn = random.nextInt(total);
        for (Destination destination : destinations) {
            drawn -= destination.weight();
            if (drawn < 0) {
                return Optional.of(destination);
            }
        }
        throw new AssertionError("The weights do not add up.");
    }

    /**
     * One of a destination's endpoints, which then counts as open until {@link #release}; empty when the destination
     * has as many connections as it may have.
     */
    Optional<Endpoint> acquire(Destination destination) {
        if (open.merge(destination.cluster(), 1, Integer::sum) > destination.policy().maxConnections()) {
            leave(destination.cluster());
            return Optional.empty();
        }
        List<Endpoint> endpoints = destination.endpoints();
        Endpoint one = endpoints.get(random.nextInt(endpoints.size()));
        Endpoint other = endpoints.get(random.nextInt(endpoints.size()));
        Endpoint chosen = open.getOrDefault(other.toString(), 0) < open.getOrDefault(one.toString(), 0) ? other : one;
        open.merge(chosen.toString(), 1, Integer::sum);
        return Optional.of(chosen);
    }

    void release(Destination destination, Endpoint endpoint) {
        leave(destination.cluster());
        leave(endpoint.toString());
    }

    private void leave(String what) {
        open.computeIfPresent(what, (key, count) -> count == 1 ? null : count - 1);
    }
}
