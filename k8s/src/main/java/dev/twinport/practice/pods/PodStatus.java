package dev.twinport.practice.pods;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a running pod is doing into its object's {@code status}, as the kubelet of Kubernetes 1.34 does. */
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
        JsonNode before = pod.path("status");
        ObjectNode status = pod.objectNode();
        long generation = pod.at("/metadata/generation").asLong(1);
        String phase = PodPhase.of(running, pod.at("/spec/restartPolicy").asString("Always"));
        status.put("observedGeneration", generation).put("phase", phase);
        writeConditions(status.putArray("conditions"), before.path("conditions"), running, phase, generation,
                second(now));
        status.put("hostIP", hostAddress).putArray("hostIPs").addObject().put("ip", hostAddress);
        if (running.connected()) {
            status.put("podIP", running.address()).putArray("podIPs").addObject().put("ip", running.address());
        }
        status.put("startTime", second(running.started())).put("qosClass", before.path("qosClass").asString(""));
        for (Container container : running.containers()) {
            String list = container.role() == Container.Role.MAIN ? "containerStatuses" : "initContainerStatuses";
            JsonNode spec = pod.path("spec").path(container.role().list()).valueStream()
                    .filter(entry -> entry.path("name").asString("").equals(container.name())).findFirst()
                    .orElseGet(pod::objectNode);
            writeContainer(status.withArray("/" + list).addObject(), container, spec);
        }
        pod.set("status", status);
    }

    private static void writeConditions(ArrayNode conditions, JsonNode before, RunningPod running, String phase,
            long generation, String now) {
        boolean over = PodPhase.isOver(phase);
        List<String> uninitialized = running.containers().stream().filter(container -> switch (container.role()) {
            case INIT -> !container.hasSucceeded();
            case SIDECAR -> !container.isStarted();
            case MAIN -> false;
        }).map(Container::name).toList();
        List<String> unready = running.containers().stream()
                .filter(container -> container.role() != Container.Role.INIT && !container.isReady())
                .map(Container::name).toList();
        Writer writer = new Writer(conditions, before, generation, now);
        writer.add("PodReadyToStartContainers", running.connected() && !over, "", "");
        if (phase.equals("Succeeded")) {
            writer.add("Initialized", true, "PodCompleted", "");
        } else if (uninitialized.isEmpty()
                || running.of(Container.Role.MAIN).stream()
                        .anyMatch(container -> !(container.state() instanceof ContainerState.Waiting))
                || (over && running.ending().isPresent())) {
            writer.add("Initialized", true, "", "");
        } else {
            writer.add("Initialized", false, "ContainersNotInitialized",
                    "containers with incomplete status: [%s]".formatted(String.join(" ", uninitialized)));
        }
        for (String type : List.of("Ready", "ContainersReady")) {
            if (over) {
                writer.add(type, false, phase.equals("Succeeded") ? "PodCompleted" : "PodFailed", "");
            } else if (unready.isEmpty()) {
                writer.add(type, true, "", "");
            } else {
                writer.add(type, false, "ContainersNotReady",
                        "containers with unready status: [%s]".formatted(String.join(" ", unready)));
            }
        }
        writer.add("PodScheduled", true, "", "");
    }

    /** Adds conditions; one whose status is what it was keeps the time it has. */
    private record Writer(ArrayNode conditions, JsonNode before, long generation, String now) {

        void add(String type, boolean holds, String reason, String message) {
            String word = holds ? "True" : "False";
            ObjectNode condition = conditions.addObject();
            condition.putNull("lastProbeTime");
            String since = before.valueStream()
                    .filter(known -> known.path("type").asString("").equals(type)
                            && known.path("status").asString("").equals(word))
                    .findFirst().map(known -> known.path("lastTransitionTime").asString(now)).orElse(now);
            condition.put("lastTransitionTime", since);
            if (!message.isEmpty()) {
                condition.put("message", message);
            }
            condition.put("observedGeneration", generation);
            if (!reason.isEmpty()) {
                condition.put("reason", reason);
            }
            condition.put("status", word).put("type", type);
        }
    }

    private static void writeContainer(ObjectNode entry, Container container, JsonNode spec) {
        Optional<Run> shown = container.run().or(() -> container.ended().map(Run.Ended::run));
        ContainerImage image = new ContainerImage(container.image());
        boolean resourcesKnown = shown.isPresent();
        if (resourcesKnown && spec.at("/resources/requests").isObject()) {
            entry.set("allocatedResources", spec.at("/resources/requests"));
        }
        shown.ifPresent(run -> entry.put("containerID", run.id()));
        entry.put("image", shown.isPresent() ? image.fullReference() : container.image());
        entry.put("imageID", shown.isPresent() ? image.id() : "");
        ObjectNode last = entry.putObject("lastState");
        container.before().ifPresent(ended -> writeEnded(last, ended));
        entry.put("name", container.name());
        entry.put("ready", container.role() == Container.Role.INIT ? container.hasSucceeded() : container.isReady());
        if (resourcesKnown) {
            entry.set("resources", spec.path("resources").isObject() ? spec.path("resources") : entry.objectNode());
        }
        entry.put("restartCount", container.restarts()).put("started", container.isStarted());
        ObjectNode state = entry.putObject("state");
        switch (container.state()) {
            case ContainerState.Running running ->
                    state.putObject("running").put("startedAt", second(running.run().started()));
            case ContainerState.Terminated terminated -> writeEnded(state, terminated.ended());
            case ContainerState.Waiting wait -> {
                ObjectNode waiting = state.putObject("waiting");
                if (!wait.message().isEmpty()) {
                    waiting.put("message", wait.message());
                }
                waiting.put("reason", wait.reason());
            }
        }
        writeMounts(entry, spec.path("volumeMounts"));
    }

    private static void writeMounts(ObjectNode entry, JsonNode mounts) {
        for (JsonNode mount : mounts) {
            ObjectNode written = entry.withArray("/volumeMounts").addObject().put("mountPath",
                    mount.path("mountPath").asString(""));
            written.put("name", mount.path("name").asString(""));
            if (mount.path("readOnly").asBoolean(false)) {
                written.put("readOnly", true).put("recursiveReadOnly", "Disabled");
            }
        }
    }

    private static void writeEnded(ObjectNode state, Run.Ended ended) {
        state.putObject("terminated").put("containerID", ended.run().id()).put("exitCode", ended.exitCode())
                .put("finishedAt", second(ended.finished())).put("reason", ended.reason())
                .put("startedAt", second(ended.run().started()));
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
