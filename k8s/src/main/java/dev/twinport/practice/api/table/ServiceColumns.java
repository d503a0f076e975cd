package dev.twinport.practice.api.table;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE, and the selector. */
final class ServiceColumns {

    static final List<Column> ALL = List.of(Column.objectName(), Column.text("Type", ServiceColumns::type),
            Column.at("Cluster-IP", "/spec/clusterIP"), Column.text("External-IP", ServiceColumns::externalIp),
            Column.text("Port(s)", ServiceColumns::ports), Column.age(),
            Column.wideText("Selector", service -> Labels.text(service.at("/spec/selector"))));

    private ServiceColumns() {
    }

    private static String type(JsonNode service) {
        return service.at("/spec/type").asString("ClusterIP");
    }

    private static String externalIp(JsonNode service) {
        String own = service.at("/spec/externalIPs").valueStream().map(JsonNode::asString)
                .collect(Collectors.joining(","));
        return switch (type(service)) {
            case "ExternalName" -> service.at("/spec/externalName").asString("");
            case "LoadBalancer" -> {
                String ingress = service.at("/status/loadBalancer/ingress").valueStream()
                        .map(point -> point.path("ip").asString(point.path("hostname").asString("")))
                        .collect(Collectors.joining(","));
                String all = ingress.isEmpty() || own.isEmpty() ? ingress + own : ingress + "," + own;
                yield all.isEmpty() ? "<pending>" : all;
            }
            default -> Column.orNone(own);
        };
    }

    private static String ports(JsonNode service) {
        return Column.orNone(
                service.at("/spec/ports").valueStream().map(ServiceColumns::port).collect(Collectors.joining(",")));
    }

    private static String port(JsonNode port) {
        String node = port.has("nodePort") ? ":" + port.path("nodePort").asInt() : "";
        return port.path("port").asInt(0) + node + "/" + port.path("protocol").asString("TCP");
    }
}
