package dev.twinport.practice.mesh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Chooses for each new connection: the destination by weight, the pod of it by fewest open connections among two taken
 * at random (Istio's default, {@code LEAST_REQUEST}). Any thread may call.
 */
final class Balancer {

    private final RandomGenerator random;
    private final Map<Endpoint, Integer> open = new ConcurrentHashMap<>();

    Balancer(RandomGenerator random) {
        this.random = random;
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

    /** One of the endpoints, which then counts as open until {@link #release}. */
    Endpoint acquire(List<Endpoint> endpoints) {
        Endpoint one = endpoints.get(random.nextInt(endpoints.size()));
        Endpoint other = endpoints.get(random.nextInt(endpoints.size()));
        Endpoint chosen = open.getOrDefault(other, 0) < open.getOrDefault(one, 0) ? other : one;
        open.merge(chosen, 1, Integer::sum);
        return chosen;
    }

    void release(Endpoint endpoint) {
        open.computeIfPresent(endpoint, (key, count) -> count == 1 ? null : count - 1);
    }
}
