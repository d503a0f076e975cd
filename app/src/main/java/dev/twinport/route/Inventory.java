package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a cluster at one moment: the objects routes are made of, and which kinds could not be read.
 *
 * @param objects
 *            all objects read, any order
 * @param unreadable
 *            for each kind that could not be read, why (no right, kind not served, ...)
 */
public record Inventory(List<KubernetesObject> objects, Map<String, Message> unreadable) {

    public static final Inventory EMPTY = new Inventory(List.of(), Map.of());

    public Inventory {
        objects = List.copyOf(objects);
        unreadable = Map.copyOf(unreadable);
    }

    /** All objects of a kind, by namespace and name. */
    public List<KubernetesObject> of(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind)).sorted(
                java.util.Comparator.comparing(KubernetesObject::namespace).thenComparing(KubernetesObject::name))
                .toList();
    }

    public Optional<KubernetesObject> find(String kind, String namespace, String name) {
        return objects.stream().filter(object -> object.kind().equals(kind) && object.name().equals(name)
                && object.namespace().equals(namespace)).findFirst();
    }
}
