package dev.twinport.cluster.fabric8;

import dev.twinport.route.KubernetesObject;
import dev.twinport.route.Unread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of one kind as they are now, kept up by a watch. Safe for use by several threads. */
final class KnownObjects {

    private final ReadKind kind;
    private final Map<String, KubernetesObject> objects = new LinkedHashMap<>();
    private Optional<Unread> unread = Optional.empty();

    KnownObjects(ReadKind kind) {
        this.kind = kind;
    }

    synchronized void replace(Listing listing) {
        objects.clear();
        listing.objects().forEach(this::put);
        unread = listing.unread();
    }

    synchronized void put(KubernetesObject object) {
        objects.put(object.objectName().path(), object);
    }

    synchronized void remove(KubernetesObject object) {
        objects.remove(object.objectName().path());
    }

    synchronized Listing listing() {
        return new Listing(kind, List.copyOf(objects.values()), unread, List.of());
    }
}
