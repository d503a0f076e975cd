package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a cluster at one moment: the objects routes are made of, and which kinds were not read everywhere.
 * It is indexed once, so that a route among hundreds is read in the time one alone takes. Immutable.
 */
public final class Inventory {

    private static final Comparator<KubernetesObject> BY_NAME = Comparator.comparing(KubernetesObject::namespace)
            .thenComparing(KubernetesObject::name);

    public static final Inventory EMPTY = new Inventory(List.of(), Map.of());

    private final List<KubernetesObject> objects;
    private final Map<String, Unread> unreadable;
    private final Map<ObjectName, KubernetesObject> byName = new HashMap<>();
    private final Map<String, List<KubernetesObject>> byKind = new HashMap<>();
    private final Map<Place, List<KubernetesObject>> byPlace = new HashMap<>();
    private final Map<Label, List<KubernetesObject>> byLabel = new HashMap<>();

    private record Place(String kind, String namespace) {
    }

    private record Label(String kind, String name, String value) {
    }

    /**
     * @param objects
     *            all objects read, any order
     * @param unreadable
     *            for each kind that was not read everywhere, why and where it was
     */
    public Inventory(Collection<KubernetesObject> objects, Map<String, Unread> unreadable) {
        this.objects = List.copyOf(objects);
        this.unreadable = Map.copyOf(unreadable);
        this.objects.stream().sorted(BY_NAME).forEach(object -> {
            String kind = object.kind();
            byName.putIfAbsent(object.objectName(), object);
            add(byKind, kind, object);
            add(byPlace, new Place(kind, object.namespace()), object);
            object.labels().forEach((name, value) -> add(byLabel, new Label(kind, name, value), object));
        });
        byKind.replaceAll((_, all) -> List.copyOf(all));
        byPlace.replaceAll((_, all) -> List.copyOf(all));
    }

    private static <K> void add(Map<K, List<KubernetesObject>> index, K key, KubernetesObject object) {
        index.computeIfAbsent(key, _ -> new ArrayList<>()).add(object);
    }

    /** All objects read, any order. */
    public List<KubernetesObject> objects() {
        return objects;
    }

    /** For each kind that was not read everywhere, why and where it was. */
    public Map<String, Unread> unreadable() {
        return unreadable;
    }

    /** All objects of a kind, by namespace and name. */
    public List<KubernetesObject> of(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** The objects of a kind in one namespace, by name. */
    public List<KubernetesObject> of(String kind, String namespace) {
        return byPlace.getOrDefault(new Place(kind, namespace), List.of());
    }

    /** The objects of a kind that have all these labels, by namespace and name; without labels all of the kind. */
    public List<KubernetesObject> select(String kind, Map<String, String> labels) {
        List<KubernetesObject> fewest = of(kind);
        for (Map.Entry<String, String> label : labels.entrySet()) {
            List<KubernetesObject> having = byLabel.getOrDefault(new Label(kind, label.getKey(), label.getValue()),
                    List.of());
            fewest = having.size() < fewest.size() ? having : fewest;
        }
        return fewest.stream().filter(object -> Labels.select(labels, object)).toList();
    }

    public Optional<KubernetesObject> find(String kind, String namespace, String name) {
        return Optional.ofNullable(byName.get(new ObjectName(kind, namespace, name)));
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
