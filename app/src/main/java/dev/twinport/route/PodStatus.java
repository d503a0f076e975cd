package dev.twinport.route;

import java.util.List;
import java.util.Optional;

/** How a pod is, in Kubernetes' own words. */
public final class PodStatus {

    private PodStatus() {
    }

    /** Whether connections are sent to it: its Ready condition is true and it is not being deleted. */
    public static boolean isReady(KubernetesObject pod) {
        boolean ready = pod.items("status", "conditions").stream().anyMatch(
                condition -> condition.text("type").filter("Ready"::equals).isPresent() && isTrue(condition, "status"));
        return ready && !isTerminating(pod);
    }

    /** Whether it has run to its end and will not come back. */
    public static boolean isOver(KubernetesObject pod) {
        String phase = phase(pod);
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** What {@code kubectl get pods} shows in the STATUS column, but for the counts of init containers. */
    public static String word(KubernetesObject pod) {
        if (isTerminating(pod)) {
            return "Terminating";
        }
        return troubleOf(pod.items("status", "initContainerStatuses")).map("Init:"::concat)
                .or(() -> troubleOf(pod.items("status", "containerStatuses"))).or(() -> pod.text("status", "reason"))
                .orElseGet(() -> phase(pod));
    }

    private static Optional<String> troubleOf(List<KubernetesObject> statuses) {
        return statuses.stream().flatMap(status -> status.text("state", "waiting", "reason")
                .filter(reason -> !reason.equals("PodInitializing"))
                .or(() -> status.text("state", "terminated", "reason").filter(reason -> !reason.equals("Completed")))
                .stream()).findFirst();
    }

    private static String phase(KubernetesObject pod) {
        return pod.text("status", "phase").orElse("Unknown");
    }

    private static boolean isTerminating(KubernetesObject pod) {
        return pod.text("metadata", "deletionTimestamp").isPresent();
    }

    private static boolean isTrue(KubernetesObject object, String field) {
        return object.text(field).filter("True"::equals).isPresent();
    }
}
