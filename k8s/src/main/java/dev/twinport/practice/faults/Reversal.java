package dev.twinport.practice.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a change back out of an object that may have changed in other ways since: a three-way merge of what was there
 * before, what the change left, and what is there now. Pure.
 * <p>
 * A field the change did not touch keeps what it has now. A field it did touch gets back what it had before if it still
 * has what the change gave it; otherwise it stays, and its path is noted. Lists are compared as a whole first, then
 * item by item if their items have names or numbers of ports that tell them apart, or as many items as before.
 */
final class Reversal {

    private static final List<String> PORTS = List.of("port", "containerPort");
    private static final Set<String> BY_THE_SERVER = Set.of("uid", "resourceVersion", "generation", "creationTimestamp",
            "managedFields", "selfLink");

    private final List<String> conflicts = new ArrayList<>();

    /**
     * What comes out.
     *
     * @param object
     *            the object without the change
     * @param conflicts
     *            paths of what could not be taken back, as in {@code /spec/tcp}
     */
    record Outcome(ObjectNode object, List<String> conflicts) {
        Outcome {
            conflicts = List.copyOf(conflicts);
        }
    }

    private Reversal() {
    }

    /** Takes the change from {@code before} to {@code after} out of {@code now}; none of them is modified. */
    static Outcome of(ObjectNode before, ObjectNode after, ObjectNode now) {
        Reversal reversal = new Reversal();
        ObjectNode merged = now.deepCopy();
        for (String field : fields(before, after)) {
            if (!field.equals("status") && !field.equals("metadata")) {
                reversal.field(merged, field, before, after, "");
            }
        }
        ObjectNode metadata = merged.withObject("/metadata");
        JsonNode metadataBefore = before.path("metadata");
        JsonNode metadataAfter = after.path("metadata");
        for (String field : fields(metadataBefore, metadataAfter)) {
            if (!BY_THE_SERVER.contains(field)) {
                reversal.field(metadata, field, metadataBefore, metadataAfter, "/metadata");
            }
        }
        owners(metadata, metadataBefore.path("managedFields"), metadataAfter.path("managedFields"));
        return new Outcome(merged, reversal.conflicts);
    }

    private void field(ObjectNode merged, String field, JsonNode before, JsonNode after, String parent) {
        JsonNode value = value(before.path(field), after.path(field), merged.path(field),
                parent + "/" + field.replace("~", "~0").replace("/", "~1"));
        if (value.isMissingNode()) {
            merged.remove(field);
        } else {
            merged.set(field, value);
        }
    }

    /** The value of one place; missing for none. */
    private JsonNode value(JsonNode before, JsonNode after, JsonNode now, String path) {
        if (before.equals(after) || now.equals(before)) {
            return now;
        }
        if (now.equals(after)) {
            return before;
        }
        if (now instanceof ObjectNode object && after.isObject() && (before.isObject() || before.isMissingNode())) {
            ObjectNode merged = object.deepCopy();
            fields(before, after).forEach(field -> field(merged, field, before, after, path));
            return before.isMissingNode() && merged.isEmpty() ? before : merged;
        }
        if (now instanceof ArrayNode list && before.isArray() && after.isArray()) {
            if (tellsApart("name", before, after, now)) {
                return byKey("name", before, after, list, path);
            }
            if (before.size() == after.size() && after.size() == now.size()) {
                return byPlace(before, after, list, path);
            }
            Optional<String> key = PORTS.stream().filter(name -> tellsApart(name, before, after, now)).findFirst();
            if (key.isPresent()) {
                return byKey(key.get(), before, after, list, path);
            }
        }
        conflicts.add(path);
        return now;
    }

    private ArrayNode byPlace(JsonNode before, JsonNode after, ArrayNode now, String path) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < now.size(); i++) {
            merged.add(value(before.path(i), after.path(i), now.path(i), path + "/" + i));
        }
        return merged;
    }

    /** Item by item; what the change took away comes back to its place, as far as that is still there. */
    private ArrayNode byKey(String key, JsonNode before, JsonNode after, ArrayNode now, String path) {
        List<JsonNode> merged = new ArrayList<>();
        for (JsonNode item : now) {
            JsonNode was = item(before, key, item.path(key));
            JsonNode left = item(after, key, item.path(key));
            if (was.isMissingNode() && !left.isMissingNode() && holds(item, left)) {
                continue;
            }
            merged.add(value(was, left, item, path + "/" + item.path(key).asString("")));
        }
        for (int i = 0; i < before.size(); i++) {
            JsonNode was = before.path(i);
            if (item(after, key, was.path(key)).isMissingNode() && item(now, key, was.path(key)).isMissingNode()) {
                merged.add(Math.min(i, merged.size()), was);
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(merged);
    }

    /** Whether all that {@code part} says is in {@code whole}, which the server may have completed. */
    private static boolean holds(JsonNode whole, JsonNode part) {
        return part.isObject()
                ? part.propertyStream().allMatch(entry -> holds(whole.path(entry.getKey()), entry.getValue()))
                : whole.equals(part);
    }

    /** Whether the items of all three lists can be told apart by that field. */
    private static boolean tellsApart(String key, JsonNode... lists) {
        for (JsonNode list : lists) {
            Set<JsonNode> seen = new HashSet<>();
            if (!list.valueStream().allMatch(item -> item.has(key) && seen.add(item.path(key)))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode item(JsonNode list, String key, JsonNode value) {
        return list.valueStream().filter(item -> item.path(key).equals(value)).findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Set<String> fields(JsonNode one, JsonNode other) {
        Set<String> fields = new LinkedHashSet<>();
        one.propertyStream().forEach(entry -> fields.add(entry.getKey()));
        other.propertyStream().forEach(entry -> fields.add(entry.getKey()));
        return fields;
    }

    /**
     * Who owns which fields, as before: managers the change brought are gone, and those that lost fields to it have
     * them again, unless they have written since.
     */
    private static void owners(ObjectNode metadata, JsonNode before, JsonNode after) {
        List<JsonNode> owners = new ArrayList<>();
        for (JsonNode now : metadata.path("managedFields")) {
            JsonNode was = owner(before, now);
            JsonNode left = owner(after, now);
            if (was.isMissingNode() && now.equals(left)) {
                continue;
            }
            owners.add(now.equals(left) ? was : now);
        }
        before.valueStream().filter(
                was -> owner(after, was).isMissingNode() && owner(metadata.path("managedFields"), was).isMissingNode())
                .forEach(owners::add);
        if (owners.isEmpty()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", JsonNodeFactory.instance.arrayNode().addAll(owners));
        }
    }

    private static JsonNode owner(JsonNode list, JsonNode like) {
        return list.valueStream()
                .filter(entry -> List.of("manager", "operation", "apiVersion", "subresource").stream()
                        .allMatch(field -> entry.path(field).equals(like.path(field))))
                .findFirst().orElse(MissingNode.getInstance());
    }
}
