package dev.twinport.practice.pods;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a running pod is doing into its object's {@code status}. */
final class PodStatus {

    private PodStatus() {
    }

    /**
     * Replaces the pod's status.
     *
     * @param now
     *            when conditions that change are said to have changed
     */
    static void write(ObjectNode pod, RunningPod running, String hostAddress, Instant now) {
        JsonNode before = pod.at("/status/conditions").deepCopy();
        String quality = pod.at("/status/qosClass").asString("Burstable");
        ObjectNode status = pod.putObject("status");
        boolean anyRuns = running.containers().stream()
                .anyMatch(container -> !container.sidecar() && container.isRunning());
        status.put("phase", anyRuns ? "Running" : "Pending");
        writeConditions(status.putArray("conditions"), before, running, now);
        status.put("hostIP", hostAddress).putArray("hostIPs").addObject().put("ip", hostAddress);
        status.put("podIP", running.address()).putArray("podIPs").addObject().put("ip", running.address());
        status.put("startTime", second(running.started())).put("qosClass", quality);
        writeContainers(status, "initContainerStatuses",
                running.containers().stream().filter(Container::sidecar).toList());
        writeContainers(status, "containerStatuses",
                running.containers().stream().filter(container -> !container.sidecar()).toList());
    }

    private static void writeConditions(ArrayNode conditions, JsonNode before, RunningPod running, Instant now) {
        List<String> unready = running.containers().stream().filter(container -> !container.isRunning())
                .map(Container::name).toList();
        for (String type : List.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady",
                "PodScheduled")) {
            boolean holds = unready.isEmpty() || !type.endsWith("Ready");
            ObjectNode condition = conditions.addObject().put("type", type).put("status", holds ? "True" : "False");
            condition.putNull("lastProbeTime").put("lastTransitionTime", second(now));
            if (!holds) {
                condition.put("reason", "ContainersNotReady").put("message",
                        "containers with unready status: [%s]".formatted(String.join(" ", unready)));
            }
            before.valueStream()
                    .filter(known -> known.path("type").asString("").equals(type)
                            && known.path("status").equals(condition.path("status")))
                    .findFirst()
                    .ifPresent(known -> condition.set("lastTransitionTime", known.path("lastTransitionTime")));
        }
    }

    private static void writeContainers(ObjectNode status, String name, List<Container> containers) {
        if (containers.isEmpty()) {
            return;
        }
        ArrayNode statuses = status.putArray(name);
        for (Container container : containers) {
            ObjectNode entry = statuses.addObject().put("name", container.name()).put("image", container.image());
            entry.put("imageID", container.isRunning() ? container.image() : "").put("containerID",
                    container.isRunning() ? container.id() : "");
            entry.put("ready", container.isRunning()).put("started", container.isRunning()).put("restartCount",
                    container.restarts());
            switch (container.state()) {
                case ContainerState.Running run ->
                        entry.putObject("state").putObject("running").put("startedAt", second(run.since()));
                case ContainerState.Waiting wait -> entry.putObject("state").putObject("waiting")
                        .put("reason", wait.reason()).put("message", wait.message());
            }
            ObjectNode last = entry.putObject("lastState");
            container.before()
                    .ifPresent(ended -> last.putObject("terminated").put("exitCode", 0).put("reason", "Completed")
                            .put("startedAt", second(ended.started())).put("finishedAt", second(ended.finished()))
                            .put("containerID", ended.id()));
        }
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
