package dev.twinport.practice.pods;

import java.util.List;

/** A pod's phase by what its containers do ({@code getPhase} of the kubelet). */
final class PodPhase {

    private PodPhase() {
    }

    /** Whether a pod of that phase runs no more. */
    static boolean isOver(String phase) {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /**
     * The phase.
     *
     * @param restartPolicy
     *            the pod's
     */
    static String of(RunningPod pod, String restartPolicy) {
        boolean initFailed = restartPolicy.equals("Never") && pod.of(Container.Role.INIT).stream().anyMatch(
                container -> container.state() instanceof ContainerState.Terminated && !container.hasSucceeded());
        if (initFailed) {
            return "Failed";
        }
        List<Container> mains = pod.of(Container.Role.MAIN);
        boolean neverRan = mains.stream().anyMatch(
                container -> container.state() instanceof ContainerState.Waiting && container.before().isEmpty());
        // Once all have run, the pod stays what it is though one of its sidecars ends.
        if (neverRan) {
            return "Pending";
        }
        boolean allOver = mains.stream().noneMatch(Container::isRunning);
        if (!allOver || (restartPolicy.equals("Always") && pod.ending().isEmpty())) {
            return "Running";
        }
        boolean allWell = mains.stream().allMatch(Container::hasSucceeded);
        if (allWell) {
            return "Succeeded";
        }
        return restartPolicy.equals("Never") || pod.ending().isPresent() ? "Failed" : "Running";
    }
}
