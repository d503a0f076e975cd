package dev.twinport.practice.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Where to find objects by kind and namespace, by uid and by owner. Not thread-safe: the store's lock guards it. */
final class ObjectIndex {

    private final Map<String, NavigableMap<String, ResourceKey>> byKind = new HashMap<>();
    private final Map<String, Set<ResourceKey>> byOwner = new HashMap<>();
    private final Set<String> uids = new HashSet<>();

    void add(ResourceKey key, JsonNode object) {
        byKind.computeIfAbsent(key.kind().qualifiedPlural(), kind -> new TreeMap<>()).put(path(key), key);
        uids.add(uid(object.path("metadata")));
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            byOwner.computeIfAbsent(uid(owner), uid -> new LinkedHashSet<>()).add(key);
        }
    }

    void remove(ResourceKey key, JsonNode object) {
        NavigableMap<String, ResourceKey> ofKind = byKind.get(key.kind().qualifiedPlural());
        if (ofKind != null) {
            ofKind.remove(path(key));
        }
        uids.remove(uid(object.path("metadata")));
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            byOwner.computeIfPresent(uid(owner), (uid, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    /** The keys of a kind by namespace and name; of all namespaces when {@code namespace} is empty. */
    Collection<ResourceKey> keys(ResourceKind kind, String namespace) {
        NavigableMap<String, ResourceKey> ofKind = byKind.getOrDefault(kind.qualifiedPlural(), new TreeMap<>());
        // '0' is the character after '/'.
        return namespace.isEmpty() ? ofKind.values() : ofKind.subMap(namespace + "/", namespace + "0").values();
    }

    List<ResourceKey> contents(String namespace) {
        return byKind.values().stream()
                .flatMap(ofKind -> ofKind.subMap(namespace + "/", namespace + "0").values().stream()).toList();
    }

    Collection<ResourceKey> dependents(String uid) {
        Set<ResourceKey> keys = byOwner.get(uid);
        return keys == null ? List.of() : keys;
    }

    boolean hasUid(String uid) {
        return uids.contains(uid);
    }

    private static String uid(JsonNode node) {
        return node.path("uid").asString("");
    }

    /** Where an object comes in a list of its kind. */
    static String path(ResourceKey key) {
        return key.namespace() + "/" + key.name();
    }
}
