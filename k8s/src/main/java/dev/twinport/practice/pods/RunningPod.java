package dev.twinport.practice.pods;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod that has been given to this node, as it is now; replaced by another when a container changes.
 *
 * @param uid
 *            the uid of the object it was started for
 * @param address
 *            its address in the cluster, as in {@code 10.244.0.5}
 * @param started
 *            when
 */
record RunningPod(String uid, String address, Instant started, List<Container> containers) implements AutoCloseable {

    RunningPod {
        containers = List.copyOf(containers);
    }

    Optional<Container> container(String name) {
        return containers.stream().filter(container -> container.name().equals(name)).findFirst();
    }

    boolean isReady() {
        return containers.stream().allMatch(Container::isRunning);
    }

    RunningPod with(List<Container> changed) {
        return new RunningPod(uid, address, started, changed);
    }

    @Override
    public void close() {
        containers.forEach(Container::close);
    }
}
