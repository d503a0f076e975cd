package dev.twinport.practice.pods;

import dev.twinport.practice.objects.ContainerPort;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One probe of a container.
 *
 * @param word
 *            as events name it, {@code Readiness}
 * @param action
 *            {@code tcpSocket}, {@code httpGet}, {@code grpc} or {@code exec}
 * @param port
 *            of the pod; 0 for {@code exec}, or when no container has a port of the given name
 * @param path
 *            of {@code httpGet}
 */
record ContainerProbe(String word, String action, int port, String path, Duration initialDelay, Duration period,
        int successThreshold, int failureThreshold) {

    private static final int PERIOD_SECONDS = 10;
    private static final int FAILURES = 3;

    static Optional<ContainerProbe> of(JsonNode container, String field) {
        JsonNode probe = container.path(field);
        if (!probe.isObject()) {
            return Optional.empty();
        }
        String action = "exec";
        for (String candidate : new String[] { "tcpSocket", "httpGet", "grpc" }) {
            if (probe.has(candidate)) {
                action = candidate;
            }
        }
        String word = Character.toUpperCase(field.charAt(0)) + field.substring(1, field.length() - "Probe".length());
        return Optional.of(new ContainerProbe(word, action,
                ContainerPort.number(probe.path(action).path("port"), Stream.of(container)).orElse(0),
                probe.path(action).path("path").asString("/"), seconds(probe, "initialDelaySeconds", 0),
                seconds(probe, "periodSeconds", PERIOD_SECONDS), Math.max(1, probe.path("successThreshold").asInt(1)),
                Math.max(1, probe.path("failureThreshold").asInt(FAILURES))));
    }

    private static Duration seconds(JsonNode probe, String field, int otherwise) {
        int seconds = probe.path(field).asInt(otherwise);
        return Duration.ofSeconds(seconds == 0 ? otherwise : seconds);
    }
}
