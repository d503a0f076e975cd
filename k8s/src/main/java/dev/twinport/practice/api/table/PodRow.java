package dev.twinport.practice.api.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a pod's row says, worked out of its containers as the API server does
 * ({@code k8s.io/kubernetes/pkg/printers/internalversion}).
 *
 * @param ready
 *            containers that are ready, of all that are to run side by side: {@code 1/2}
 * @param status
 *            the phase, or what keeps the pod from running
 * @param restarts
 *            how often containers were started again
 * @param lastRestart
 *            when the last of them ended before that, RFC 3339; empty when none is known
 */
record PodRow(String ready, String status, long restarts, String lastRestart) {

    static PodRow of(JsonNode pod) {
        Optional<String> initialization = initialization(pod);
        boolean initialized = initialization.isEmpty() || hasCondition(pod, "Initialized");
        List<JsonNode> counted = (initialized ? Stream.concat(sidecars(pod), containers(pod)) : initContainers(pod))
                .toList();
        long running = (initialized ? Stream.concat(sidecars(pod).filter(PodRow::hasStarted), containers(pod))
                : sidecars(pod).filter(PodRow::hasStarted)).filter(PodRow::isReady).count();
        long all = pod.at("/spec/containers").size()
                + pod.at("/spec/initContainers").valueStream().filter(PodRow::isSidecar).count();
        return new PodRow(running + "/" + all, status(pod, initialization, initialized),
                counted.stream().mapToLong(status -> status.path("restartCount").asLong(0)).sum(),
                counted.stream().map(status -> status.at("/lastState/terminated/finishedAt").asString(""))
                        .max(String::compareTo).orElse(""));
    }

    /** {@code 2 (5m ago)}. */
    String restarts(Instant now) {
        return restarts == 0 || lastRestart.isEmpty() ? Long.toString(restarts)
                : "%s (%s ago)".formatted(restarts, Age.since(lastRestart, now));
    }

    private static String status(JsonNode pod, Optional<String> initialization, boolean initialized) {
        String phase = pod.at("/status/phase").asString("");
        String ofPod = pod.at("/status/reason").asString(phase);
        boolean leaving = pod.at("/metadata").has("deletionTimestamp");
        if (leaving && ofPod.equals("NodeLost")) {
            return "Unknown";
        } else if (leaving && !phase.equals("Succeeded") && !phase.equals("Failed")) {
            return "Terminating";
        }
        boolean gated = pod.at("/status/conditions").valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals("PodScheduled")
                        && condition.path("reason").asString("").equals("SchedulingGated"));
        String status = initialization.orElse(gated ? "SchedulingGated" : ofPod);
        if (!initialized) {
            return status;
        }
        // The first container that has something to say is the one that is shown.
        String shown = containers(pod).flatMap(container -> ending("", container).stream()).findFirst().orElse(status);
        boolean someRun = containers(pod).anyMatch(container -> isReady(container) && hasState(container, "running"));
        return shown.equals("Completed") && someRun ? hasCondition(pod, "Ready") ? "Running" : "NotReady" : shown;
    }

    /** How far the containers have come that run before the others; nothing when they are through. */
    private static Optional<String> initialization(JsonNode pod) {
        List<JsonNode> all = initContainers(pod).toList();
        for (int i = 0; i < all.size(); i++) {
            JsonNode container = all.get(i);
            boolean over = hasState(container, "terminated")
                    && container.at("/state/terminated/exitCode").asInt(0) == 0;
            if (!over && !(isSidecarStatus(pod, container) && hasStarted(container))) {
                boolean waits = container.at("/state/waiting/reason").asString("").equals("PodInitializing");
                String progress = "Init:%s/%s".formatted(i, pod.at("/spec/initContainers").size());
                return Optional.of(waits ? progress : ending("Init:", container).orElse(progress));
            }
        }
        return Optional.empty();
    }

    /** Why a container waits or how it ended; nothing while it runs. */
    private static Optional<String> ending(String prefix, JsonNode container) {
        String waiting = container.at("/state/waiting/reason").asString("");
        if (!waiting.isEmpty()) {
            return Optional.of(prefix + waiting);
        }
        JsonNode terminated = container.at("/state/terminated");
        if (terminated.isMissingNode()) {
            return Optional.empty();
        }
        int signal = terminated.path("signal").asInt(0);
        String code = signal == 0 ? "ExitCode:" + terminated.path("exitCode").asInt(0) : "Signal:" + signal;
        String reason = terminated.path("reason").asString("");
        return Optional.of(prefix + (reason.isEmpty() ? code : reason));
    }

    private static boolean isReady(JsonNode container) {
        return container.path("ready").asBoolean(false) && !hasState(container, "terminated")
                && container.at("/state/waiting/reason").asString("").isEmpty();
    }

    private static boolean hasStarted(JsonNode container) {
        return container.path("started").asBoolean(false);
    }

    private static boolean hasState(JsonNode container, String state) {
        return container.path("state").has(state);
    }

    private static boolean hasCondition(JsonNode pod, String type) {
        return pod.at("/status/conditions").valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals(type)
                        && condition.path("status").asString("").equals("True"));
    }

    private static Stream<JsonNode> containers(JsonNode pod) {
        return pod.at("/status/containerStatuses").valueStream();
    }

    private static Stream<JsonNode> initContainers(JsonNode pod) {
        return pod.at("/status/initContainerStatuses").valueStream();
    }

    /** The containers that start before the others and stay. */
    private static Stream<JsonNode> sidecars(JsonNode pod) {
        return initContainers(pod).filter(status -> isSidecarStatus(pod, status));
    }

    private static boolean isSidecarStatus(JsonNode pod, JsonNode status) {
        return pod.at("/spec/initContainers").valueStream()
                .anyMatch(container -> container.path("name").equals(status.path("name")) && isSidecar(container));
    }

    private static boolean isSidecar(JsonNode container) {
        return container.path("restartPolicy").asString("").equals("Always");
    }
}
