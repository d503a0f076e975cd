package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.PathElement.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Merges what is applied into what there is: nothing goes away by it, and what is applied prevails. */
final class Merge {

    private Merge() {
    }

    /**
     * Both values in one; either may be missing.
     *
     * @throws IllegalArgumentException
     *             when items of a list cannot be told apart, or what is applied has one twice
     */
    static JsonNode of(JsonNode live, JsonNode applied, Shape shape) {
        if (applied.isMissingNode()) {
            return live;
        }
        boolean alike = live.getNodeType() == applied.getNodeType();
        if (shape.isAtomic(applied) || (applied.isEmpty() && (!alike || live.isEmpty()))) {
            return applied;
        }
        JsonNode base = alike ? live : MissingNode.getInstance();
        return applied.isArray() ? items(base, applied, shape) : fields(base, applied, shape);
    }

    private static JsonNode fields(JsonNode live, JsonNode applied, Shape shape) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        Set<String> names = new LinkedHashSet<>(live.propertyNames());
        names.addAll(applied.propertyNames());
        for (String name : names) {
            Name element = new Name(name);
            merged.set(name, of(live.path(name), applied.path(name), shape.at(element)));
        }
        return merged;
    }

    /**
     * Items that both have come in the order in which they are applied; those only the live list has keep their place
     * among them.
     */
    private static ArrayNode items(JsonNode live, JsonNode applied, Shape shape) {
        List<PathElement> old = live.valueStream().map(shape::element).toList();
        Map<PathElement, JsonNode> liveItems = new LinkedHashMap<>();
        for (int i = 0; i < old.size(); i++) {
            // An item that is there several times is replaced, not merged.
            liveItems.merge(old.get(i), live.path(i), (first, second) -> NullNode.getInstance());
        }
        Map<PathElement, JsonNode> appliedItems = appliedItems(applied, shape);
        List<PathElement> wanted = new ArrayList<>(appliedItems.keySet());
        List<PathElement> shared = wanted.stream().filter(liveItems::containsKey).toList();
        Set<PathElement> done = new HashSet<>();
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        int l = 0;
        int r = 0;
        int s = 0;
        while (l < old.size() || r < wanted.size()) {
            if (l < old.size() && !appliedItems.containsKey(old.get(l))) {
                merged.add(live.path(l));
                l++;
                continue;
            }
            while (s < shared.size() && done.contains(shared.get(s))) {
                s++;
            }
            boolean both = l < old.size() && r < wanted.size();
            if (both && s < shared.size() && !shared.get(s).equals(old.get(l))) {
                // Applied as well: its turn comes, or has come, where the applied list has it.
                l++;
                continue;
            }
            if (l < old.size() && done.contains(old.get(l))) {
                l++;
            }
            if (r < wanted.size()) {
                PathElement element = wanted.get(r);
                JsonNode before = liveItems.getOrDefault(element, MissingNode.getInstance());
                merged.add(of(before.isNull() ? MissingNode.getInstance() : before,
                        appliedItems.getOrDefault(element, MissingNode.getInstance()), shape.at(element)));
                done.add(element);
                r++;
            }
        }
        return merged;
    }

    private static Map<PathElement, JsonNode> appliedItems(JsonNode applied, Shape shape) {
        Map<PathElement, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode item : applied) {
            PathElement element = shape.element(item);
            if (items.put(element, item) != null) {
                throw new IllegalArgumentException("duplicate entries for key " + element);
            }
        }
        return items;
    }
}
