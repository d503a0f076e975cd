package dev.twinport.practice.pods;

import java.time.Instant;
import java.util.Optional;

/**
 * One container of a pod, as it is now; replaced by another when something happens to it.
 *
 * @param name
 *            its name in the pod
 * @param role
 *            where it stands among the pod's containers
 * @param image
 *            the image reference it was, or is to be, started from
 * @param state
 *            what it is doing
 * @param before
 *            the run before the current one
 * @param restarts
 *            how often it was started again
 * @param backOff
 *            how long to wait after the next failure
 * @param again
 *            when to look at it again though nothing changes; a run that is over and has such a time is to be followed
 *            by another
 * @param checks
 *            what its probes have found in the current run
 */
record Container(String name, Role role, String image, ContainerState state, Optional<Run.Ended> before, int restarts,
        BackOff backOff, Optional<Instant> again, Checks checks) {

    /** Where a container stands among the pod's containers. */
    enum Role {
        /** One of {@code initContainers}: must end well before the next begins. */
        INIT("initContainers"),
        /** One of {@code initContainers} that keeps running. */
        SIDECAR("initContainers"),
        /** One of {@code containers}. */
        MAIN("containers");

        private final String list;

        Role(String list) {
            this.list = list;
        }

        /** The field of the pod's spec it is listed in. */
        String list() {
            return list;
        }
    }

    /** A container that has not been started. */
    static Container waiting(String name, Role role, String image, String reason) {
        return new Container(name, role, image, new ContainerState.Waiting(reason, ""), Optional.empty(), 0,
                BackOff.NONE, Optional.empty(), Checks.NONE);
    }

    /** Whether it runs, or has run. */
    boolean hasBegun() {
        return before.isPresent() || !(state instanceof ContainerState.Waiting);
    }

    boolean isRunning() {
        return state instanceof ContainerState.Running;
    }

    /** The current run, if it runs. */
    Optional<Run> run() {
        return state instanceof ContainerState.Running running ? Optional.of(running.run()) : Optional.empty();
    }

    /** Its last run that is over: the current one, or the one before. */
    Optional<Run.Ended> ended() {
        return state instanceof ContainerState.Terminated terminated ? Optional.of(terminated.ended()) : before;
    }

    boolean hasSucceeded() {
        return state instanceof ContainerState.Terminated terminated && terminated.ended().exitCode() == 0;
    }

    /** Whether it has started up: it runs, and its startup probe, if it has one, has passed. */
    boolean isStarted() {
        return isRunning() && checks.startup().passed();
    }

    boolean isReady() {
        return isStarted() && checks.readiness().passed();
    }

    Container in(ContainerState changed) {
        return new Container(name, role, image, changed, before, restarts, backOff, again, checks);
    }

    Container lookAgain(Optional<Instant> when) {
        return new Container(name, role, image, state, before, restarts, backOff, when, checks);
    }

    Container backingOff(BackOff changed) {
        return new Container(name, role, image, state, before, restarts, changed, again, checks);
    }

    Container checked(Checks changed) {
        return new Container(name, role, image, state, before, restarts, backOff, again, changed);
    }

    Container of(String changedImage) {
        return new Container(name, role, changedImage, state, before, restarts, BackOff.NONE, again, checks);
    }

    /** With the run that is over as the previous one, while it waits to start again. */
    Container endedBefore(Run.Ended ended) {
        return new Container(name, role, image, state, Optional.of(ended), restarts, backOff, again, checks);
    }

    /** Started again: the run that is over becomes the previous one. */
    Container restarting() {
        return new Container(name, role, image, state, ended(), restarts + 1, backOff, Optional.empty(), Checks.NONE);
    }
}
