package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a cluster at one moment: the objects routes are made of, and which kinds were not read everywhere.
 *
 * @param objects
 *            all objects read, any order
 * @param unreadable
 *            for each kind that was not read everywhere, why and where it was
 */
public record Inventory(List<KubernetesObject> objects, Map<String, Unread> unreadable) {

    public static final Inventory EMPTY = new Inventory(List.of(), Map.of());

    public Inventory {
        objects = List.copyOf(objects);
        unreadable = Map.copyOf(unreadable);
    }

    /** All objects of a kind, by namespace and name. */
    public List<KubernetesObject> of(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind))
                .sorted(Comparator.comparing(KubernetesObject::namespace).thenComparing(KubernetesObject::name))
                .toList();
    }

    public Optional<KubernetesObject> find(String kind, String namespace, String name) {
        return objects.stream().filter(object -> object.kind().equals(kind) && object.name().equals(name)
                && object.namespace().equals(namespace)).findFirst();
    }

    /** Why objects of this kind may exist in the namespace without being here; empty when they would be. */
    public Optional<Message> unread(String kind, String namespace) {
        return Optional.ofNullable(unreadable.get(kind)).filter(unread -> !unread.readIn().contains(namespace))
                .map(Unread::why);
    }

    /** Why objects of this kind may exist somewhere without being here; empty when all are. */
    public Optional<Message> unread(String kind) {
        return Optional.ofNullable(unreadable.get(kind)).map(Unread::why);
    }
}
