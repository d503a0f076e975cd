package dev.twinport.practice.api.table;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** NAME ADDRESSTYPE PORTS ENDPOINTS AGE; of long lists the first three and a count. */
final class EndpointSliceColumns {

    private static final int SHOWN = 3;

    static final List<Column> ALL = List.of(Column.objectName(), Column.at("AddressType", "/addressType"),
            Column.text("Ports",
                    slice -> shortened(slice.path("ports").valueStream()
                            .map(port -> port.path("port").asString(port.path("name").asString("*"))).toList())),
            Column.text("Endpoints", slice -> shortened(slice.path("endpoints").valueStream()
                    .flatMap(endpoint -> endpoint.path("addresses").valueStream()).map(JsonNode::asString).toList())),
            Column.age());

    private EndpointSliceColumns() {
    }

    private static String shortened(List<String> values) {
        if (values.isEmpty()) {
            return "<unset>";
        }
        String shown = values.stream().limit(SHOWN).collect(Collectors.joining(","));
        return values.size() <= SHOWN ? shown : "%s + %s more...".formatted(shown, values.size() - SHOWN);
    }
}
