package dev.twinport.practice.api.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' strategic merge patch: a merge patch that merges known lists item by item, with the directives
 * {@code $patch}, {@code $retainKeys}, {@code $deleteFromPrimitiveList} and {@code $setElementOrder}.
 */
public final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private final MergeKeys keys;

    public StrategicMergePatch(MergeKeys keys) {
        this.keys = keys;
    }

    /** The target with the patch merged in; neither argument is changed. */
    public ObjectNode apply(ObjectNode target, ObjectNode patch) {
        if (patch.path(DIRECTIVE).asString("").equals("replace")) {
            return apply(JsonNodeFactory.instance.objectNode(), without(patch, DIRECTIVE));
        }
        ObjectNode merged = target.deepCopy();
        if (patch.path(RETAIN) instanceof ArrayNode retained) {
            merged.retain(strings(retained));
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String field = change.getKey();
            if (field.startsWith(DELETE_FROM)) {
                removeValues(merged, field.substring(DELETE_FROM.length()), change.getValue());
            } else if (!field.startsWith("$")) {
                merge(merged, field, change.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getKey().startsWith(ORDER) && change.getValue() instanceof ArrayNode order) {
                reorder(merged, change.getKey().substring(ORDER.length()), order);
            }
        }
        return merged;
    }

    private void merge(ObjectNode merged, String field, JsonNode change) {
        if (change.isNull() || change.path(DIRECTIVE).asString("").equals("delete")) {
            merged.remove(field);
        } else if (change instanceof ObjectNode object) {
            ObjectNode current = merged.path(field) instanceof ObjectNode existing ? existing
                    : JsonNodeFactory.instance.objectNode();
            merged.set(field, apply(current, object));
        } else if (change instanceof ArrayNode list) {
            merged.set(field, mergeList(merged.path(field), field, list));
        } else {
            merged.set(field, change);
        }
    }

    private ArrayNode mergeList(JsonNode current, String field, ArrayNode patch) {
        List<JsonNode> items = new ArrayList<>();
        current.forEach(items::add);
        Optional<String> key = keys.of(field).filter(name -> allHave(patch, name));
        if (key.isPresent() && patch.valueStream().noneMatch(StrategicMergePatch::replacesList)) {
            patch.forEach(item -> mergeItem(items, key.get(), (ObjectNode) item));
        } else if (keys.isSet(field)) {
            patch.valueStream().filter(value -> !items.contains(value)).forEach(items::add);
        } else {
            items.clear();
            patch.valueStream().filter(item -> !replacesList(item)).forEach(items::add);
        }
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    private void mergeItem(List<JsonNode> items, String key, ObjectNode change) {
        int at = indexOf(items, key, change.path(key));
        if (change.path(DIRECTIVE).asString("").equals("delete")) {
            if (at >= 0) {
                items.remove(at);
            }
        } else if (at >= 0) {
            items.set(at, apply((ObjectNode) items.get(at), change));
        } else {
            items.add(apply(JsonNodeFactory.instance.objectNode(), without(change, DIRECTIVE)));
        }
    }

    private static void removeValues(ObjectNode merged, String field, JsonNode values) {
        if (merged.path(field) instanceof ArrayNode list) {
            List<JsonNode> gone = values.valueStream().toList();
            merged.set(field, JsonNodeFactory.instance.arrayNode()
                    .addAll(list.valueStream().filter(value -> !gone.contains(value)).toList()));
        }
    }

    /** Puts the items an order names into that order; the others keep their places behind them. */
    private void reorder(ObjectNode merged, String field, ArrayNode order) {
        if (!(merged.path(field) instanceof ArrayNode list)) {
            return;
        }
        Optional<String> key = keys.of(field);
        List<JsonNode> left = new ArrayList<>(list.valueStream().toList());
        List<JsonNode> sorted = new ArrayList<>();
        for (JsonNode next : order) {
            int at = key.isPresent() ? indexOf(left, key.get(), next.path(key.get())) : left.indexOf(next);
            if (at >= 0) {
                sorted.add(left.remove(at));
            }
        }
        sorted.addAll(left);
        merged.set(field, JsonNodeFactory.instance.arrayNode().addAll(sorted));
    }

    private static int indexOf(List<JsonNode> items, String key, JsonNode value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isObject() && items.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean allHave(ArrayNode patch, String key) {
        return patch.valueStream().allMatch(item -> item.has(key) || replacesList(item));
    }

    private static boolean replacesList(JsonNode item) {
        return item.path(DIRECTIVE).asString("").equals("replace");
    }

    private static ObjectNode without(ObjectNode object, String field) {
        ObjectNode copy = object.deepCopy();
        copy.remove(field);
        return copy;
    }

    private static List<String> strings(ArrayNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
