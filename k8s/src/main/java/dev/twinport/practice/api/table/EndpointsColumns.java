package dev.twinport.practice.api.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** NAME ENDPOINTS AGE; of more than three endpoints the first three and a count. */
final class EndpointsColumns {

    private static final int SHOWN = 3;

    static final List<Column> ALL = List.of(Column.objectName(), Column.text("Endpoints", EndpointsColumns::endpoints),
            Column.age());

    private EndpointsColumns() {
    }

    private static String endpoints(JsonNode endpoints) {
        if (endpoints.path("subsets").isEmpty()) {
            return "<none>";
        }
        List<String> all = endpoints.path("subsets").valueStream().flatMap(EndpointsColumns::ofSubset).toList();
        String shown = all.stream().limit(SHOWN).collect(Collectors.joining(","));
        return all.size() <= SHOWN ? shown : "%s + %s more...".formatted(shown, all.size() - SHOWN);
    }

    private static Stream<String> ofSubset(JsonNode subset) {
        List<String> addresses = subset.path("addresses").valueStream().map(address -> address.path("ip").asString(""))
                .toList();
        return subset.path("ports").isEmpty() ? addresses.stream()
                : subset.path("ports").valueStream()
                        .flatMap(port -> addresses.stream().map(address -> address + ":" + port.path("port").asInt(0)));
    }
}
