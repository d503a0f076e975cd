package dev.twinport.practice.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.Objects;
import dev.twinport.practice.objects.KubernetesObject;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Pairs of pods that differ in one thing, in both orders. */
class ScaleDownOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String POD = """
            metadata: {name: NAME, uid: UID, creationTimestamp: "2026-11-24T08:00:00Z"}
            spec: {nodeName: n, containers: [{name: a}, {name: b}], initContainers: [{name: i}, {name: s, restartPolicy: Always}]}
            status:
              phase: Running
              conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-11-24T08:00:00Z"}]
              containerStatuses: [{name: a, restartCount: 1}, {name: b, restartCount: 2}]
              initContainerStatuses: [{name: i, restartCount: 1}, {name: s, restartCount: 1}]
            """;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = { "nodeName: n | nodeName: '' |", "Running | Pending |",
            "`status: \"True\"` | `status: \"False\"` |",
            // Ready for an hour goes before ready for four, however old both are.
            "`lastTransitionTime: \"2026-11-24T08:00:00Z\"` | `lastTransitionTime: \"2026-11-24T11:00:00Z\"` |",
            // Of about the same time the restarts decide: three of one container, not two and two.
            "`lastTransitionTime: \"2026-11-24T08:00:00Z\"` | `lastTransitionTime: \"2026-11-24T08:00:01Z\"` | restarts",
            "restartCount: 2 | restartCount: 3 |", "`name: s, restartCount: 1` | `name: s, restartCount: 4` |",
            "`creationTimestamp: \"2026-11-24T08:00:00Z\"` | `creationTimestamp: \"2026-11-24T11:59:00Z\"` |",
            "`creationTimestamp: \"2026-11-24T08:00:00Z\"` | `creationTimestamp: \"2026-11-24T07:59:00Z\"` | uid" })
    void theFirstToGo(String usual, String different, String decides) {
        String other = POD.replace(usual, different);
        KubernetesObject first = pod(other, "first", "1");
        KubernetesObject second = pod(
                "restarts".equals(decides) ? POD.replace("restartCount: 1}, {name: b", "restartCount: 2}, {name: b")
                        : POD,
                "second", "2");

        assertThat(order(first, second)).containsExactly("first", "second");
        assertThat(order(second, first)).containsExactly("first", "second");
    }

    private static Stream<String> order(KubernetesObject... pods) {
        return Stream.of(pods).sorted(ScaleDownOrder.at(NOW)).map(KubernetesObject::name);
    }

    private static KubernetesObject pod(String yaml, String name, String uid) {
        ObjectNode tree = Objects.parse(yaml.replace("NAME", name).replace("UID", "\"" + uid + "\"")).getFirst();
        return new KubernetesObject(tree);
    }
}
