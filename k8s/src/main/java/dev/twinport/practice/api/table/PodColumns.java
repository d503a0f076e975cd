package dev.twinport.practice.api.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** NAME READY STATUS RESTARTS AGE, and what {@code -o wide} adds. */
final class PodColumns {

    static final List<Column> ALL = List.of(Column.objectName(), Column.text("Ready", PodColumns::ready),
            Column.text("Status", PodColumns::status),
            new Column("Restarts", "string", false, (pod, now) -> Column.string(restarts(pod, now))), Column.age(),
            Column.wideAt("IP", "/status/podIP"), Column.wideAt("Node", "/spec/nodeName"),
            Column.wideAt("Nominated Node", "/status/nominatedNodeName"),
            Column.wideText("Readiness Gates", pod -> "<none>"));

    private PodColumns() {
    }

    private static String ready(JsonNode pod) {
        long ready = statuses(pod).filter(status -> status.path("ready").asBoolean(false)).count();
        long sidecars = pod.at("/spec/initContainers").valueStream()
                .filter(container -> container.path("restartPolicy").asString("").equals("Always")).count();
        return ready + "/" + (pod.at("/spec/containers").size() + sidecars);
    }

    private static String status(JsonNode pod) {
        if (!pod.at("/metadata/deletionTimestamp").isMissingNode()) {
            return "Terminating";
        }
        Optional<String> ofContainer = pod.at("/status/containerStatuses").valueStream().flatMap(PodColumns::reason)
                .reduce((first, last) -> last);
        String ofPod = pod.at("/status/reason").asString(pod.at("/status/phase").asString("Unknown"));
        return ofContainer.orElse(ofPod);
    }

    /** Why a container does not run; nothing when it does. */
    private static Stream<String> reason(JsonNode container) {
        JsonNode waiting = container.at("/state/waiting/reason");
        if (!waiting.isMissingNode()) {
            return Stream.of(waiting.asString(""));
        }
        JsonNode terminated = container.at("/state/terminated");
        if (terminated.isMissingNode()) {
            return Stream.empty();
        }
        String exit = "ExitCode:" + terminated.path("exitCode").asInt(0);
        return Stream.of(terminated.path("reason").asString(exit));
    }

    private static String restarts(JsonNode pod, Instant now) {
        long count = statuses(pod).mapToLong(status -> status.path("restartCount").asLong(0)).sum();
        Optional<String> last = statuses(pod).map(status -> status.at("/lastState/terminated/finishedAt").asString(""))
                .filter(time -> !time.isEmpty()).max(String::compareTo);
        return count == 0 || last.isEmpty() ? Long.toString(count)
                : "%d (%s ago)".formatted(count, Age.since(last.get(), now));
    }

    private static Stream<JsonNode> statuses(JsonNode pod) {
        return Stream.of("containerStatuses", "initContainerStatuses")
                .flatMap(list -> pod.path("status").path(list).valueStream())
                .filter(status -> pod.at("/spec/containers").valueStream()
                        .anyMatch(container -> container.path("name").equals(status.path("name")))
                        || pod.at("/spec/initContainers").valueStream()
                                .anyMatch(container -> container.path("name").equals(status.path("name"))
                                        && container.path("restartPolicy").asString("").equals("Always")));
    }
}
