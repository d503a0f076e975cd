package dev.twinport.practice.api.fields;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One step down into an object: a field, or one of three ways to say which item of a list. */
public sealed interface PathElement extends Comparable<PathElement> {

    /** A field of an object or a key of a map. */
    record Name(String name) implements PathElement {
        @Override
        public String encoded() {
            return "f:" + name;
        }

        @Override
        public String toString() {
            return "." + name;
        }
    }

    /** The item of a list in which these fields have these values. */
    record Key(SortedMap<String, JsonNode> fields) implements PathElement {

        public Key {
            TreeMap<String, JsonNode> plain = new TreeMap<>();
            fields.forEach((name, value) -> plain.put(name, Values.plain(value)));
            fields = Collections.unmodifiableSortedMap(plain);
        }

        @Override
        public String encoded() {
            ObjectNode object = Json.MAPPER.createObjectNode();
            fields.forEach(object::set);
            return "k:" + object;
        }

        @Override
        public String toString() {
            return fields.entrySet().stream().map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** The item of a set that has this value. */
    record Value(JsonNode value) implements PathElement {

        public Value {
            value = Values.plain(value);
        }

        @Override
        public String encoded() {
            return "v:" + value;
        }

        @Override
        public String toString() {
            return "[=" + value + "]";
        }
    }

    /** The item of a list at this place. */
    record Index(int index) implements PathElement {
        @Override
        public String encoded() {
            return "i:" + index;
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** As it is written in FieldsV1, such as {@code f:spec} or {@code k:{"name":"main"}}. */
    String encoded();

    /**
     * Reads what {@link #encoded} writes.
     *
     * @throws IllegalArgumentException
     *             when the text is no path element
     */
    static PathElement decode(String text) {
        String rest = text.length() < 2 ? "" : text.substring(2);
        try {
            return switch (text.length() < 2 ? "" : text.substring(0, 2)) {
                case "f:" -> new Name(rest);
                case "v:" -> new Value(value(rest));
                case "i:" -> new Index(Integer.parseInt(rest));
                case "k:" -> {
                    TreeMap<String, JsonNode> fields = new TreeMap<>();
                    Json.MAPPER.readTree(rest).propertyStream()
                            .forEach(field -> fields.put(field.getKey(), field.getValue()));
                    yield new Key(fields);
                }
                default -> throw new IllegalArgumentException("unknown path element: " + text);
            };
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("malformed path element: " + text, malformed);
        }
    }

    private static JsonNode value(String text) {
        JsonNode value = Json.MAPPER.readTree(text);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("path element without a value");
        }
        return value;
    }

    /** Names first, then keys, values and indexes; each kind in its own order. */
    @Override
    default int compareTo(PathElement other) {
        return switch (this) {
            case Name(String name) when other instanceof Name(String second) -> name.compareTo(second);
            case Key(SortedMap<String, JsonNode> fields) when other instanceof Key(SortedMap<String, JsonNode> second) ->
                    compare(fields, second);
            case Value(JsonNode value) when other instanceof Value(JsonNode second) ->
                    Values.ORDER.compare(value, second);
            case Index(int index) when other instanceof Index(int second) -> Integer.compare(index, second);
            default -> Integer.compare(rank(this), rank(other));
        };
    }

    private static int rank(PathElement element) {
        return switch (element) {
            case Name name -> 0;
            case Key key -> 1;
            case Value value -> 2;
            case Index index -> 3;
        };
    }

    private static int compare(SortedMap<String, JsonNode> first, SortedMap<String, JsonNode> second) {
        Iterator<Map.Entry<String, JsonNode>> others = second.entrySet().iterator();
        for (Map.Entry<String, JsonNode> field : first.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, JsonNode> other = others.next();
            int names = field.getKey().compareTo(other.getKey());
            int order = names == 0 ? Values.ORDER.compare(field.getValue(), other.getValue()) : names;
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    /** Reads the values inside a path element. */
    final class Json {

        private static final JsonMapper MAPPER = new JsonMapper();

        private Json() {
        }
    }
}
