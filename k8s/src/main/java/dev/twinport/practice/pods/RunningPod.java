package dev.twinport.practice.pods;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod that has been given to this node, as it is now; replaced by another when something happens to it.
 *
 * @param uid
 *            the uid of the object it was started for
 * @param address
 *            its address in the cluster, as in {@code 10.244.0.5}
 * @param started
 *            when
 * @param connected
 *            whether its network is there
 * @param containers
 *            init containers first, each list in the spec's order
 * @param ending
 *            when its containers are to be stopped; empty unless it is being deleted
 */
record RunningPod(String uid, String address, Instant started, boolean connected, List<Container> containers,
        Optional<Instant> ending) {

    RunningPod {
        containers = List.copyOf(containers);
    }

    Optional<Container> container(String name) {
        return containers.stream().filter(container -> container.name().equals(name)).findFirst();
    }

    List<Container> of(Container.Role role) {
        return containers.stream().filter(container -> container.role() == role).toList();
    }

    /** Whether every init container has done what the others wait for. */
    boolean isInitialized() {
        return containers.stream().allMatch(container -> switch (container.role()) {
            case INIT -> container.hasSucceeded();
            case SIDECAR -> container.isStarted();
            case MAIN -> true;
        });
    }

    RunningPod with(List<Container> changed) {
        return new RunningPod(uid, address, started, connected, changed, ending);
    }

    RunningPod connectedWith(List<Container> changed) {
        return new RunningPod(uid, address, started, true, changed, ending);
    }

    RunningPod endingAt(Instant when) {
        return new RunningPod(uid, address, started, connected, containers, Optional.of(when));
    }

    /** Ends every run that is left. */
    RunningPod stopped(Instant now) {
        return with(containers.stream()
                .map(container -> container.run()
                        .map(run -> container.in(new ContainerState.Terminated(run.end(0, now)))).orElse(container))
                .toList());
    }

    void close(Instant now) {
        containers.forEach(container -> container.run().ifPresent(run -> run.end(0, now)));
    }
}
