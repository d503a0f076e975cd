package dev.twinport.practice.api.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The simple JSONPath of printer columns and scale subresources: fields, indices, all items, and items with a field of
 * some value, as in {@code .status.conditions[?(@.type=="Ready")].status}.
 */
final class FieldPath {

    private static final Pattern STEP = Pattern.compile("""
            \\.(?<field>(?:[^.\\[\\]\\\\]|\\\\.)+)\
            |\\[(?<index>\\d{1,9})]\
            |\\[(?<all>\\*)]\
            |\\['(?<quoted>[^']*)']\
            |\\[\\?\\(@\\.(?<key>[^=!\\s]+)\\s*==\\s*["'](?<value>[^"']*)["']\\)]""");

    private final List<Step> steps;

    private FieldPath(List<Step> steps) {
        this.steps = steps;
    }

    /** One step further into an object. */
    @FunctionalInterface
    private interface Step {
        List<JsonNode> from(JsonNode node);
    }

    /** Reads a path; empty when it is none of this kind. */
    static Optional<FieldPath> parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return Optional.of(new FieldPath(steps));
    }

    /** The first thing the path leads to; empty when it leads nowhere. */
    Optional<JsonNode> find(JsonNode object) {
        List<JsonNode> found = List.of(object);
        for (Step step : steps) {
            found = found.stream().flatMap(node -> step.from(node).stream()).toList();
        }
        return found.stream().findFirst();
    }

    private static Step step(Matcher matcher) {
        String field = matcher.group("field") != null ? matcher.group("field").replace("\\", "")
                : matcher.group("quoted");
        if (field != null) {
            return node -> node.has(field) ? List.of(node.path(field)) : List.of();
        }
        if (matcher.group("all") != null) {
            return node -> node.valueStream().toList();
        }
        String key = matcher.group("key");
        if (key != null) {
            String value = matcher.group("value");
            return node -> node.valueStream().filter(item -> item.path(key).asString("").equals(value)).toList();
        }
        int index = Integer.parseInt(matcher.group("index"));
        return node -> node.has(index) ? List.of(node.path(index)) : List.of();
    }
}
