package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.PathElement.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Which fields differ between an object before and after. */
public record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {

    /**
     * Compares two values at a place; either may be missing.
     *
     * @throws IllegalArgumentException
     *             when items of a list cannot be told apart
     */
    public static Comparison of(JsonNode before, JsonNode after, Shape shape) {
        Walk walk = new Walk();
        walk.compare(FieldPath.ROOT, before, after, shape);
        return new Comparison(walk.removed.set(), walk.modified.set(), walk.added.set());
    }

    /** Each of the three, seen through a filter. */
    Comparison through(UnaryOperator<FieldSet> filter) {
        return new Comparison(filter.apply(removed), filter.apply(modified), filter.apply(added));
    }

    private static final class Walk {

        private final FieldSet.Collector removed = new FieldSet.Collector();
        private final FieldSet.Collector modified = new FieldSet.Collector();
        private final FieldSet.Collector added = new FieldSet.Collector();

        void compare(FieldPath path, JsonNode before, JsonNode after, Shape shape) {
            boolean alike = before.isMissingNode() || after.isMissingNode()
                    || before.getNodeType() == after.getNodeType();
            if (!alike) {
                if (!shape.isAtomic(before)) {
                    descend(path, before, MissingNode.getInstance(), shape);
                }
                if (!shape.isAtomic(after)) {
                    descend(path, MissingNode.getInstance(), after, shape);
                }
                modified.add(path);
                return;
            }
            boolean empty = before.isEmpty() && after.isEmpty();
            if (empty || shape.isAtomic(after.isMissingNode() ? before : after)) {
                leaf(path, before, after);
                return;
            }
            descend(path, before, after, shape);
            if (before.isMissingNode()) {
                added.add(path);
            } else if (after.isMissingNode()) {
                removed.add(path);
            }
        }

        private void leaf(FieldPath path, JsonNode before, JsonNode after) {
            if (before.isMissingNode()) {
                added.add(path);
            } else if (after.isMissingNode()) {
                removed.add(path);
            } else if (!Values.equal(before, after)) {
                modified.add(path);
            }
        }

        private void descend(FieldPath path, JsonNode before, JsonNode after, Shape shape) {
            if ((after.isMissingNode() ? before : after).isArray()) {
                items(path, before, after, shape);
                return;
            }
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                Name element = new Name(name);
                compare(path.then(element), before.path(name), after.path(name), shape.at(element));
            }
        }

        private void items(FieldPath path, JsonNode before, JsonNode after, Shape shape) {
            Map<PathElement, List<JsonNode>> old = byElement(before, shape);
            Map<PathElement, List<JsonNode>> now = byElement(after, shape);
            Set<PathElement> elements = new LinkedHashSet<>(old.keySet());
            elements.addAll(now.keySet());
            for (PathElement element : elements) {
                item(path.then(element), old.getOrDefault(element, List.of()), now.getOrDefault(element, List.of()),
                        shape.at(element));
            }
        }

        /** Items that occur several times are one value together. */
        private void item(FieldPath path, List<JsonNode> old, List<JsonNode> now, Shape shape) {
            if (old.size() <= 1 && now.size() <= 1) {
                compare(path, first(old), first(now), shape);
            } else if (old.size() > 1 && now.size() > 1) {
                if (!old.equals(now)) {
                    modified.add(path);
                }
            } else if (old.size() > 1) {
                if (!now.isEmpty()) {
                    compare(path, MissingNode.getInstance(), now.getFirst(), shape);
                }
                removed.add(path);
            } else {
                if (!old.isEmpty()) {
                    compare(path, old.getFirst(), MissingNode.getInstance(), shape);
                }
                added.add(path);
            }
        }

        private static JsonNode first(List<JsonNode> items) {
            return items.isEmpty() ? MissingNode.getInstance() : items.getFirst();
        }

        private static Map<PathElement, List<JsonNode>> byElement(JsonNode list, Shape shape) {
            Map<PathElement, List<JsonNode>> items = new LinkedHashMap<>();
            list.valueStream().forEach(
                    item -> items.computeIfAbsent(shape.element(item), element -> new ArrayList<>()).add(item));
            return items;
        }
    }
}
