package dev.twinport.practice.api.fields;

import dev.twinport.practice.schema.Schema;
import dev.twinport.practice.schema.Schema.ListType;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How ownership sees a place of a kind's schema: which objects and lists are one value, and what tells the items of the
 * others apart. Where the schema says nothing, objects are taken apart and lists are not.
 */
public record Shape(Schema schema) {

    private static final String LIST_TYPE = "x-kubernetes-list-type";

    /** Whether an object or list at this place is owned, compared and merged as one. */
    boolean isAtomic(JsonNode value) {
        return value.isArray() ? listType() == ListType.ATOMIC : !value.isObject() || schema.isAtomicMap();
    }

    /**
     * The object with the structures and lists that every object of its kind has, if only as empty ones: built-in kinds
     * have them, as {@code .spec.strategy}, so that nobody comes to own them by filling them.
     */
    ObjectNode complete(ObjectNode object) {
        ObjectNode complete = object.objectNode().setAll(object);
        for (String name : schema.required()) {
            if (!object.has(name) && schema.property(name).type().equals("array")) {
                complete.putArray(name);
            }
        }
        for (String name : schema.properties()) {
            Schema property = schema.property(name);
            boolean isStructure = property.defaultValue().filter(value -> value.isObject() && value.isEmpty())
                    .isPresent();
            if (isStructure && !property.properties().isEmpty()
                    && (object.path(name).isMissingNode() || object.path(name) instanceof ObjectNode)) {
                ObjectNode inner = object.path(name) instanceof ObjectNode existing ? existing : object.objectNode();
                complete.set(name, new Shape(property).complete(inner));
            }
        }
        return complete;
    }

    /** Whether a field of that name is declared, and not one of a map's keys. */
    boolean isDeclared(String name) {
        return schema.property(name).isKnown();
    }

    /** Whether an object at this place may have a field of that name. */
    boolean allows(String name) {
        return schema.properties().isEmpty() || schema.preservesUnknownFields() || schema.field(name).isKnown();
    }

    /** The place of a field or an item. */
    Shape at(PathElement element) {
        return new Shape(element instanceof PathElement.Name(String name) ? schema.field(name) : schema.items());
    }

    /**
     * What tells an item of a list from the others; only where lists are not atomic.
     *
     * @throws IllegalArgumentException
     *             when nothing does, in the words the API server has for it
     */
    PathElement element(JsonNode item) {
        return listType() == ListType.SET ? value(item) : key(item);
    }

    private static PathElement value(JsonNode item) {
        if (item.isObject()) {
            throw new IllegalArgumentException("associative list without keys has an element that's a map type");
        }
        if (item.isArray()) {
            throw new IllegalArgumentException("not supported: associative list with lists as elements");
        }
        if (item.isNull()) {
            throw new IllegalArgumentException("associative list without keys has an element that's an explicit null");
        }
        return new PathElement.Value(item);
    }

    private PathElement key(JsonNode item) {
        if (item.isNull()) {
            throw new IllegalArgumentException("associative list with keys may not have a null element");
        }
        if (!item.isObject()) {
            throw new IllegalArgumentException("associative list with keys may not have non-map elements");
        }
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        for (String name : keys()) {
            if (item.has(name)) {
                fields.put(name, item.path(name));
            } else {
                schema.items().property(name).defaultValue().ifPresent(value -> fields.put(name, value));
            }
        }
        if (fields.isEmpty()) {
            String names = String.join(" ", keys().stream().map(name -> '"' + name + '"').toList());
            throw new IllegalArgumentException(
                    "associative list with keys has an element that omits all key fields [%s] (and doesn't have default values for any key fields)"
                            .formatted(names));
        }
        return new PathElement.Key(fields);
    }

    /** Lists of built-in kinds that say nothing are told apart as strategic merge patch does it. */
    private ListType listType() {
        if (saysNothing() && schema.patchStrategies().contains("merge")) {
            return schema.patchMergeKey().isPresent() ? ListType.MAP : ListType.SET;
        }
        return schema.listType();
    }

    private List<String> keys() {
        return saysNothing() ? schema.patchMergeKey().stream().toList() : schema.listMapKeys();
    }

    private boolean saysNothing() {
        return schema.get(LIST_TYPE).isMissingNode();
    }
}
