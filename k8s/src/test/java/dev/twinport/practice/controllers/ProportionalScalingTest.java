package dev.twinport.practice.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ProportionalScalingTest {

    @Test
    void halfAPodIsAWholeOneAsInKubernetes() {
        KubernetesObject large = set("large", 8);
        KubernetesObject small = set("small", 5);

        // 5 of 20 at the most are 6.5 of 26; what no share comes to is the largest's.
        assertThat(ProportionalScaling.sizes(List.of(large, small), 26, 0, 13)).isEqualTo(Map.of(large, 19, small, 7));
    }

    private static KubernetesObject set(String name, int replicas) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.putObject("metadata").put("name", name).putObject("annotations").put(ReplicaSets.MOST, "20");
        set.putObject("spec").put("replicas", replicas);
        return new KubernetesObject(set);
    }
}
