package dev.twinport.practice.api.table;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** NAME READY STATUS RESTARTS AGE, and what {@code -o wide} adds. */
final class PodColumns {

    static final List<Column> ALL = List.of(Column.objectName(), Column.text("Ready", pod -> PodRow.of(pod).ready()),
            Column.text("Status", pod -> PodRow.of(pod).status()),
            new Column("Restarts", "string", false, (pod, now) -> Column.string(PodRow.of(pod).restarts(now))),
            Column.age(), Column.wideAt("IP", "/status/podIP"), Column.wideAt("Node", "/spec/nodeName"),
            Column.wideAt("Nominated Node", "/status/nominatedNodeName"),
            Column.wideText("Readiness Gates", PodColumns::readinessGates));

    private PodColumns() {
    }

    private static String readinessGates(JsonNode pod) {
        JsonNode gates = pod.at("/spec/readinessGates");
        long open = gates.valueStream()
                .filter(gate -> pod.at("/status/conditions").valueStream()
                        .anyMatch(condition -> condition.path("type").equals(gate.path("conditionType"))
                                && condition.path("status").asString("").equals("True")))
                .count();
        return gates.isEmpty() ? "<none>" : open + "/" + gates.size();
    }
}
