package dev.twinport.practice.api.table;

import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Labels on one line. */
final class Labels {

    private Labels() {
    }

    /** {@code app=echo,version=v1}, by key; {@code <none>} when there are none. */
    static String text(JsonNode labels) {
        var sorted = new TreeMap<String, String>();
        labels.properties().forEach(label -> sorted.put(label.getKey(), label.getValue().asString("")));
        return Column.orNone(sorted.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(",")));
    }
}
