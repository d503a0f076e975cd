package dev.twinport.practice.api.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** NAME STATUS ROLES AGE VERSION, and what {@code -o wide} adds. */
final class NodeColumns {

    private static final String ROLE = "node-role.kubernetes.io/";

    static final List<Column> ALL = List.of(Column.objectName(), Column.text("Status", NodeColumns::status),
            Column.text("Roles", NodeColumns::roles), Column.age(),
            Column.at("Version", "/status/nodeInfo/kubeletVersion"),
            Column.wideText("Internal-IP", node -> address(node, "InternalIP")),
            Column.wideText("External-IP", node -> address(node, "ExternalIP")), info("OS-Image", "osImage"),
            info("Kernel-Version", "kernelVersion"), info("Container-Runtime", "containerRuntimeVersion"));

    private NodeColumns() {
    }

    private static Column info(String name, String field) {
        return Column.wideText(name, node -> node.at("/status/nodeInfo").path(field).asString("<unknown>"));
    }

    private static String status(JsonNode node) {
        String ready = node.at("/status/conditions").valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Ready"))
                .map(condition -> condition.path("status").asString("").equals("True") ? "Ready" : "NotReady")
                .findFirst().orElse("Unknown");
        return node.at("/spec/unschedulable").asBoolean(false) ? ready + ",SchedulingDisabled" : ready;
    }

    private static String roles(JsonNode node) {
        return Column.orNone(node.at("/metadata/labels").properties().stream().map(Map.Entry::getKey)
                .filter(key -> key.startsWith(ROLE)).map(key -> key.substring(ROLE.length())).sorted()
                .collect(Collectors.joining(",")));
    }

    private static String address(JsonNode node, String type) {
        return node.at("/status/addresses").valueStream()
                .filter(address -> address.path("type").asString("").equals(type))
                .map(address -> address.path("address").asString("")).findFirst().orElse("<none>");
    }
}
