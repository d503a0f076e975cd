package dev.twinport.practice.api.table;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Labels on one line. */
public final class Labels {

    private Labels() {
    }

    /** {@code app=echo,version=v1}, by key; {@code <none>} when there are none. */
    static String text(JsonNode labels) {
        var sorted = new TreeMap<String, String>();
        labels.properties().forEach(label -> sorted.put(label.getKey(), label.getValue().asString("")));
        return Column.orNone(sorted.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(",")));
    }

    /**
     * A selector with {@code matchLabels} and {@code matchExpressions} as one would type it, by key:
     * {@code app=echo,version in (v1,v2),!canary}; {@code <none>} when it is empty.
     */
    public static String selector(JsonNode selector) {
        Stream<Map.Entry<String, String>> labels = selector.path("matchLabels").propertyStream()
                .map(label -> Map.entry(label.getKey(), label.getKey() + "=" + label.getValue().asString("")));
        Stream<Map.Entry<String, String>> expressions = selector.path("matchExpressions").valueStream()
                .map(expression -> Map.entry(expression.path("key").asString(""), expression(expression)));
        return Column.orNone(Stream.concat(labels, expressions).sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue).collect(Collectors.joining(",")));
    }

    private static String expression(JsonNode expression) {
        String key = expression.path("key").asString("");
        String values = expression.path("values").valueStream().map(value -> value.asString("")).sorted()
                .collect(Collectors.joining(",", " (", ")"));
        return switch (expression.path("operator").asString("")) {
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            case "NotIn" -> key + " notin" + values;
            default -> key + " in" + values;
        };
    }
}
