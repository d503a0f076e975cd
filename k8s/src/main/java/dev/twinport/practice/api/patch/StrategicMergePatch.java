package dev.twinport.practice.api.patch;

import dev.twinport.practice.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' strategic merge patch: a merge patch that merges those lists item by item whose schema says how
 * ({@code x-kubernetes-patch-strategy}, {@code x-kubernetes-patch-merge-key}), with the directives {@code $patch},
 * {@code $retainKeys}, {@code $deleteFromPrimitiveList} and {@code $setElementOrder}.
 */
public final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final String MERGE = "merge";
    private static final String REPLACE = "replace";
    private static final String DELETE = "delete";

    private StrategicMergePatch() {
    }

    /**
     * The target with the patch merged in; neither argument is changed.
     *
     * @param schema
     *            of the target
     *
     * @throws PatchException
     *             when a directive is none, or an item does not say which one it is
     */
    public static ObjectNode apply(ObjectNode target, ObjectNode patch, Schema schema) {
        String directive = directive(patch);
        if (directive.equals(REPLACE)) {
            return without(patch, DIRECTIVE);
        }
        if (directive.equals(DELETE)) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode merged = target.deepCopy();
        if (patch.has(RETAIN)) {
            merged.retain(strings(list(patch, RETAIN)));
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String field = change.getKey();
            if (field.startsWith(DELETE_FROM)) {
                removeValues(merged, field.substring(DELETE_FROM.length()), list(patch, field));
            } else if (!field.startsWith("$")) {
                merge(merged, field, change.getValue(), schema.field(field));
            }
        }
        for (String field : List.copyOf(patch.propertyNames())) {
            if (field.startsWith(ORDER)) {
                String name = field.substring(ORDER.length());
                reorder(merged, name, list(patch, field), target.path(name), schema.field(name));
            }
        }
        return merged;
    }

    private static void merge(ObjectNode merged, String field, JsonNode change, Schema schema) {
        if (change.isNull()) {
            merged.remove(field);
        } else if (change instanceof ObjectNode object) {
            if (directive(object).equals(DELETE)) {
                merged.remove(field);
                return;
            }
            ObjectNode current = merged.path(field) instanceof ObjectNode existing ? existing
                    : JsonNodeFactory.instance.objectNode();
            merged.set(field, apply(current, object, schema));
        } else if (change instanceof ArrayNode list) {
            merged.set(field, mergeList(merged.path(field), list, schema));
        } else {
            merged.set(field, change);
        }
    }

    private static ArrayNode mergeList(JsonNode current, ArrayNode patch, Schema schema) {
        List<JsonNode> items = new ArrayList<>();
        if (current.isArray()) {
            current.forEach(items::add);
        }
        if (!schema.patchStrategies().contains(MERGE)) {
            items.clear();
            patch.valueStream().filter(item -> !directive(item).equals(REPLACE)).forEach(items::add);
        } else {
            if (schema.patchMergeKey().isPresent()) {
                mergeItems(items, schema.patchMergeKey().get(), patch, schema.items());
            } else {
                Set<JsonNode> known = new HashSet<>(items);
                patch.valueStream().filter(known::add).forEach(items::add);
            }
            items = inOrder(items, patch, current, schema);
        }
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    /**
     * Merges the items of a list into those there are. One that says it replaces stands for nothing: the others then
     * are the whole list.
     */
    private static void mergeItems(List<JsonNode> items, String key, ArrayNode patch, Schema schema) {
        List<ObjectNode> changes = new ArrayList<>();
        boolean replaces = false;
        for (JsonNode item : patch) {
            String directive = directive(item);
            switch (directive) {
                case DELETE -> {
                    JsonNode gone = keyed(item, key).path(key);
                    items.removeIf(one -> one.isObject() && one.path(key).equals(gone));
                }
                case REPLACE -> replaces = true;
                case MERGE -> throw PatchException.unfitting("merging lists cannot yet be specified in the patch");
                default -> changes.add(keyed(item, key));
            }
        }
        if (replaces) {
            items.clear();
            items.addAll(changes);
            return;
        }
        for (ObjectNode change : changes) {
            int at = indexOf(items, key, change.path(key));
            put(items, at, apply(at >= 0 ? (ObjectNode) items.get(at) : JsonNodeFactory.instance.objectNode(), change,
                    schema));
        }
    }

    private static ObjectNode keyed(JsonNode item, String key) {
        if (item instanceof ObjectNode object && object.has(key)) {
            return object;
        }
        throw PatchException.unfitting("map: %s does not contain declared merge key: %s".formatted(item, key));
    }

    private static void put(List<JsonNode> items, int at, ObjectNode item) {
        if (at >= 0) {
            items.set(at, item);
        } else {
            items.add(item);
        }
    }

    private static void removeValues(ObjectNode merged, String field, ArrayNode values) {
        if (merged.path(field) instanceof ArrayNode list) {
            Set<JsonNode> gone = new HashSet<>(values.valueStream().toList());
            merged.set(field, JsonNodeFactory.instance.arrayNode()
                    .addAll(list.valueStream().filter(value -> !gone.contains(value)).toList()));
        }
    }

    private static void reorder(ObjectNode merged, String field, ArrayNode order, JsonNode before, Schema schema) {
        if (merged.path(field) instanceof ArrayNode list) {
            merged.set(field, JsonNodeFactory.instance.arrayNode()
                    .addAll(inOrder(list.valueStream().toList(), order, before, schema)));
        }
    }

    /**
     * Puts the items an order names into that order. Any other item comes before the next of them that it stood before
     * in the list as it was; so an item that is new comes to the front when only it is named.
     */
    private static List<JsonNode> inOrder(List<JsonNode> items, ArrayNode order, JsonNode before, Schema schema) {
        Map<JsonNode, Integer> wanted = places(order, schema);
        Map<JsonNode, Integer> formerly = places(before, schema);
        Deque<JsonNode> named = new ArrayDeque<>(
                items.stream().filter(item -> wanted.containsKey(identity(item, schema)))
                        .sorted(Comparator.comparing(item -> wanted.getOrDefault(identity(item, schema), 0))).toList());
        Deque<JsonNode> others = new ArrayDeque<>(
                items.stream().filter(item -> !wanted.containsKey(identity(item, schema))).toList());
        List<JsonNode> sorted = new ArrayList<>();
        while (!named.isEmpty() && !others.isEmpty()) {
            int other = formerly.getOrDefault(identity(others.getFirst(), schema), Integer.MAX_VALUE);
            int next = formerly.getOrDefault(identity(named.getFirst(), schema), -1);
            sorted.add(other < next ? others.removeFirst() : named.removeFirst());
        }
        sorted.addAll(named);
        sorted.addAll(others);
        return sorted;
    }

    private static Map<JsonNode, Integer> places(JsonNode list, Schema schema) {
        Map<JsonNode, Integer> places = new HashMap<>();
        for (JsonNode item : list) {
            places.putIfAbsent(identity(item, schema), places.size());
        }
        return places;
    }

    /** What tells an item of a list from the others: the value of its key, or the item itself. */
    private static JsonNode identity(JsonNode item, Schema schema) {
        return schema.patchMergeKey().map(item::path).orElse(item);
    }

    private static int indexOf(List<JsonNode> items, String key, JsonNode value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isObject() && items.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static String directive(JsonNode patch) {
        String directive = patch.path(DIRECTIVE).asString("");
        if (!Set.of("", MERGE, REPLACE, DELETE).contains(directive)) {
            throw PatchException.malformed("unknown patch type: %s in map: %s".formatted(directive, patch));
        }
        return directive;
    }

    private static ArrayNode list(ObjectNode patch, String field) {
        if (patch.path(field) instanceof ArrayNode list) {
            return list;
        }
        throw PatchException.malformed("invalid patch format of " + field + ": it is no list");
    }

    private static ObjectNode without(ObjectNode object, String field) {
        ObjectNode copy = object.deepCopy();
        copy.remove(field);
        return copy;
    }

    private static List<String> strings(ArrayNode list) {
        return list.valueStream().map(value -> value.asString("")).toList();
    }
}
