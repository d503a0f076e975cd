package dev.twinport.practice.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.ManualClock;
import dev.twinport.practice.Objects;
import dev.twinport.practice.objects.KubernetesObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DeploymentProgressTest {

    private final ManualClock clock = new ManualClock();
    private final ObjectNode tree = Objects
            .parse("{metadata: {name: d}, spec: {replicas: 1, progressDeadlineSeconds: 60}}").getFirst();

    @Test
    void withoutAReplicaSetItIsTheDeploymentThatDoesNotGetOn() {
        write();
        assertThat(message()).isEqualTo("Deployment \"d\" is progressing.");

        clock.advance(Duration.ofSeconds(61));
        write();
        assertThat(message()).isEqualTo("Deployment \"d\" has timed out progressing.");
    }

    private void write() {
        new DeploymentProgress(new KubernetesObject(tree), List.of(), Optional.empty(), clock).write(tree, false, 0);
    }

    private String message() {
        return tree.at("/status/conditions").valueStream()
                .filter(condition -> condition.path("type").asString().equals("Progressing")).findFirst().orElseThrow()
                .path("message").asString();
    }
}
