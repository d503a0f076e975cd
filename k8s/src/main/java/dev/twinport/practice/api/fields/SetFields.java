package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.PathElement.Name;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields an object sets: every value that is one, every item, and declared objects by what is in them. */
final class SetFields {

    private final FieldSet.Collector found = new FieldSet.Collector();

    private SetFields() {
    }

    /**
     * The fields of a value at a place.
     *
     * @throws IllegalArgumentException
     *             when items of a list cannot be told apart
     */
    static FieldSet of(JsonNode value, Shape shape) {
        SetFields walk = new SetFields();
        walk.visit(FieldPath.ROOT, value, shape);
        return walk.found.set();
    }

    /**
     * Checks that a value at a place has declared fields only, where the schema says what fields there are.
     *
     * @throws IllegalArgumentException
     *             naming the first that is not, in the API server's words
     */
    static void checkDeclared(FieldPath path, JsonNode value, Shape shape) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                PathElement item = new PathElement.Index(i);
                checkDeclared(path.then(item), value.path(i), shape.at(item));
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Name name = new Name(field.getKey());
            if (!shape.allows(field.getKey())) {
                throw new IllegalArgumentException(path.then(name) + ": field not declared in schema");
            }
            checkDeclared(path.then(name), field.getValue(), shape.at(name));
        }
    }

    private void visit(FieldPath path, JsonNode value, Shape shape) {
        if (shape.isAtomic(value)) {
            found.add(path);
        } else if (value.isArray()) {
            visitItems(path, value, shape);
        } else {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                Name name = new Name(field.getKey());
                JsonNode inner = field.getValue();
                visit(path.then(name), inner, shape.at(name));
                if ((inner.isObject() && inner.isEmpty()) || !shape.isDeclared(field.getKey())) {
                    found.add(path.then(name));
                }
            }
        }
    }

    private void visitItems(FieldPath path, JsonNode list, Shape shape) {
        List<PathElement> elements = list.valueStream().map(shape::element).toList();
        Set<PathElement> seen = new HashSet<>();
        Set<PathElement> repeated = new HashSet<>();
        elements.stream().filter(element -> !seen.add(element)).forEach(repeated::add);
        for (int i = 0; i < elements.size(); i++) {
            FieldPath item = path.then(elements.get(i));
            if (!repeated.contains(elements.get(i))) {
                visit(item, list.path(i), shape.at(elements.get(i)));
            }
            found.add(item);
        }
    }
}
