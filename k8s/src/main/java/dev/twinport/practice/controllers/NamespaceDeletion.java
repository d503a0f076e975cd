package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Empties a namespace that is being deleted, says in its conditions what is left of it, and lets it go when nothing is:
 * by taking {@code kubernetes} from the finalizers of its spec ({@code pkg/controller/namespace/deletion}).
 */
public final class NamespaceDeletion implements ObjectController {

    private static final String FINALIZER = "kubernetes";

    private final Store store;
    private final Clock clock;
    private final Deletion deletion;

    public NamespaceDeletion(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.deletion = new Deletion(store);
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        ResourceKey key = event.key();
        ResourceKey namespace = key.kind().equals(ResourceKinds.NAMESPACE) ? key
                : new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace());
        if (!namespace.name().isEmpty() && isBeingDeleted(namespace)) {
            due.accept(namespace);
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        if (!isBeingDeleted(key)) {
            return Optional.empty();
        }
        store.contents(key.name()).forEach(deletion::begin);
        Map<String, Integer> left = new TreeMap<>();
        Map<String, Integer> finalizers = new TreeMap<>();
        for (ResourceKey content : store.contents(key.name())) {
            left.merge(content.kind().plural() + "." + content.kind().group(), 1, Integer::sum);
            store.find(content).ifPresent(object -> object.at("/metadata/finalizers")
                    .forEach(finalizer -> finalizers.merge(finalizer.asString(""), 1, Integer::sum)));
        }
        store.update(key, namespace -> {
            if (left.isEmpty()) {
                release(namespace);
            }
            return describe(namespace, left, finalizers);
        });
        return Optional.empty();
    }

    private static void release(ObjectNode namespace) {
        if (namespace.at("/spec/finalizers") instanceof ArrayNode finalizers) {
            finalizers.removeIf(finalizer -> finalizer.asString("").equals(FINALIZER));
            if (finalizers.isEmpty()) {
                namespace.withObject("/spec").remove("finalizers");
            }
        }
    }

    private ObjectNode describe(ObjectNode namespace, Map<String, Integer> left, Map<String, Integer> finalizers) {
        JsonNode before = new KubernetesObject(namespace).status().path("conditions");
        Conditions conditions = new Conditions(before.deepCopy(), clock)
                .withoutUpdateTime("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered",
                        "All resources successfully discovered")
                .withoutUpdateTime("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
                        "All legacy kube types successfully parsed")
                .withoutUpdateTime("NamespaceDeletionContentFailure", false, "ContentDeleted",
                        "All content successfully deleted, may be waiting on finalization")
                .withoutUpdateTime("NamespaceContentRemaining", !left.isEmpty(),
                        left.isEmpty() ? "ContentRemoved" : "SomeResourcesRemain",
                        left.isEmpty() ? "All content successfully removed"
                                : "Some resources are remaining: " + counted(left, "%s has %s resource instances"))
                .withoutUpdateTime("NamespaceFinalizersRemaining", !finalizers.isEmpty(),
                        finalizers.isEmpty() ? "ContentHasNoFinalizers" : "SomeFinalizersRemain",
                        finalizers.isEmpty() ? "All content-preserving finalizers finished"
                                : "Some content in the namespace has finalizers remaining: "
                                        + counted(finalizers, "%s in %s resource instances"));
        ObjectNode status = namespace.withObject("/status");
        status.set("conditions", conditions.tree());
        return namespace;
    }

    private static String counted(Map<String, Integer> counts, String form) {
        return counts.entrySet().stream().map(count -> form.formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
    }

    private boolean isBeingDeleted(ResourceKey namespace) {
        return store.find(namespace).filter(tree -> new KubernetesObject(tree).isBeingDeleted()).isPresent();
    }
}
