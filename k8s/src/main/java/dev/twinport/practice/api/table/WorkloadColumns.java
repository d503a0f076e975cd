package dev.twinport.practice.api.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Deployments and ReplicaSets. */
final class WorkloadColumns {

    private static final List<Column> TEMPLATE = List.of(
            Column.wideText("Containers", workload -> ofContainers(workload, "name")),
            Column.wideText("Images", workload -> ofContainers(workload, "image")),
            Column.wideText("Selector", workload -> Labels.selector(workload.at("/spec/selector"))));

    static final List<Column> DEPLOYMENT = withTemplate(Column.objectName(),
            Column.text("Ready", WorkloadColumns::ready),
            Column.number("Up-to-date", "string", "/status/updatedReplicas"),
            Column.number("Available", "string", "/status/availableReplicas"), Column.age());

    static final List<Column> REPLICA_SET = withTemplate(Column.objectName(),
            Column.number("Desired", "integer", "/spec/replicas"),
            Column.number("Current", "integer", "/status/replicas"),
            Column.number("Ready", "integer", "/status/readyReplicas"), Column.age());

    private WorkloadColumns() {
    }

    private static List<Column> withTemplate(Column... columns) {
        return Stream.concat(Stream.of(columns), TEMPLATE.stream()).toList();
    }

    private static String ready(JsonNode deployment) {
        return deployment.at("/status/readyReplicas").asInt(0) + "/" + deployment.at("/spec/replicas").asInt(1);
    }

    private static String ofContainers(JsonNode workload, String field) {
        return workload.at("/spec/template/spec/containers").valueStream()
                .map(container -> container.path(field).asString("")).collect(Collectors.joining(","));
    }
}
