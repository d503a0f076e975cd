package dev.twinport.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of a cluster as plain data: what {@code kubectl get -o yaml} shows, as maps, lists, strings, numbers and
 * booleans.
 *
 * @param content
 *            the whole object; not modified by anyone
 */
public record KubernetesObject(Map<String, Object> content) {

    public String kind() {
        return text("kind").orElse("");
    }

    public String apiVersion() {
        return text("apiVersion").orElse("");
    }

    /** The namespace, empty for objects that have none. */
    public String namespace() {
        return text("metadata", "namespace").orElse("");
    }

    public String name() {
        return text("metadata", "name").orElse("");
    }

    public String uid() {
        return text("metadata", "uid").orElse("");
    }

    /** Kind, namespace and name. */
    public ObjectName objectName() {
        return new ObjectName(kind(), namespace(), name());
    }

    public Map<String, String> labels() {
        return stringMap("metadata", "labels");
    }

    public Map<String, String> annotations() {
        return stringMap("metadata", "annotations");
    }

    /** What is at the end of the path of field names, or nothing when some part of it is absent. */
    public Optional<Object> at(String... path) {
        return Optional.ofNullable(descend(content, path));
    }

    public Optional<String> text(String... path) {
        return at(path).map(Object::toString);
    }

    /** The whole number at the path; nothing when there is none or it is not a number. */
    public Optional<Integer> number(String... path) {
        return at(path).filter(Number.class::isInstance).map(value -> ((Number) value).intValue());
    }

    /** The strings of the list at the path; empty when there is none. */
    public List<String> texts(String... path) {
        return at(path).filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(String::valueOf).toList()).orElse(List.of());
    }

    /** The object at the path, as one of its own; empty when there is none. */
    public Optional<KubernetesObject> part(String... path) {
        return at(path).filter(Map.class::isInstance).map(map -> new KubernetesObject(asMap((Map<?, ?>) map)));
    }

    /** The items of the list at the path that are objects themselves; empty when there is none. */
    public List<KubernetesObject> items(String... path) {
        return at(path).filter(List.class::isInstance).map(list -> ((List<?>) list).stream()
                .filter(Map.class::isInstance).map(item -> new KubernetesObject(asMap((Map<?, ?>) item))).toList())
                .orElse(List.of());
    }

    /** The map of strings at the path; empty when there is none. */
    public Map<String, String> stringMap(String... path) {
        return at(path).filter(Map.class::isInstance).map(map -> {
            Map<String, String> strings = new java.util.LinkedHashMap<>();
            ((Map<?, ?>) map).forEach((key, value) -> strings.put(String.valueOf(key), String.valueOf(value)));
            return Map.copyOf(strings);
        }).orElse(Map.of());
    }

    private static @Nullable Object descend(Map<?, ?> map, String... path) {
        Object here = map;
        for (String field : path) {
            if (!(here instanceof Map<?, ?> fields)) {
                return null;
            }
            here = fields.get(field);
        }
        return here;
    }

    @SuppressWarnings("unchecked") // objects come from JSON or YAML: their keys are strings
    private static Map<String, Object> asMap(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
