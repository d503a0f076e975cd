package dev.twinport.practice.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which container of a pod a log is asked of, and what the kubelet says when there is none. */
final class LoggedContainer {

    private final JsonNode pod;
    private final String podName;
    private final String name;

    private LoggedContainer(JsonNode pod, String podName, String name) {
        this.pod = pod;
        this.podName = podName;
        this.name = name;
    }

    /**
     * The container asked for; the pod's only one when none is named. (That kubectl takes the one an annotation names
     * is kubectl's doing.)
     *
     * @throws ApiFailure
     *             BadRequest when there is no such container, or none is named and there are several
     */
    static LoggedContainer of(JsonNode pod, String asked) {
        String podName = pod.at("/metadata/name").asString("");
        List<String> names = Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(list -> pod.path("spec").path(list).valueStream())
                .map(container -> container.path("name").asString("")).toList();
        JsonNode containers = pod.at("/spec/containers");
        if (!asked.isEmpty()) {
            if (!names.contains(asked)) {
                throw ApiFailure.badRequest("container %s is not valid for pod %s".formatted(asked, podName));
            }
            return new LoggedContainer(pod, podName, asked);
        }
        if (containers.size() != 1) {
            String choice = containers.isEmpty() ? "" : ", choose one of: [%s]".formatted(String.join(" ", names));
            throw ApiFailure.badRequest("a container name must be specified for pod %s%s".formatted(podName, choice));
        }
        return new LoggedContainer(pod, podName, containers.get(0).path("name").asString(""));
    }

    String name() {
        return name;
    }

    /** Why it has no log, in the kubelet's words ({@code validateContainerLogStatus}). */
    ApiFailure withoutLog(boolean previous) {
        if (previous) {
            return ApiFailure.badRequest(
                    "previous terminated container \"%s\" in pod \"%s\" not found".formatted(name, podName));
        }
        Optional<JsonNode> status = status();
        if (status.isEmpty()) {
            return ApiFailure.badRequest("container \"%s\" in pod \"%s\" is not available".formatted(name, podName));
        }
        if (!status.get().at("/state/terminated").isMissingNode()) {
            return ApiFailure.badRequest("container \"%s\" in pod \"%s\" is terminated".formatted(name, podName));
        }
        String reason = status.get().at("/state/waiting/reason").asString("");
        return ApiFailure.badRequest("container \"%s\" in pod \"%s\" is waiting to start%s".formatted(name, podName,
                reason.isEmpty() ? " - no logs yet" : ": " + switch (reason) {
                    case "ErrImagePull" -> "image can't be pulled";
                    case "ImagePullBackOff" -> "trying and failing to pull image";
                    default -> reason;
                }));
    }

    private Optional<JsonNode> status() {
        return Stream.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses")
                .flatMap(list -> pod.path("status").path(list).valueStream())
                .filter(status -> status.path("name").asString("").equals(name)).findFirst();
    }
}
