package dev.twinport.practice.definitions;

import dev.twinport.practice.controllers.Controller;
import dev.twinport.practice.definitions.Definition.Names;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves the kinds that CustomResourceDefinitions define: gives each definition its names and conditions, adds its kind
 * to {@link dev.twinport.practice.store.Kinds} once it is established, and takes kind and objects away when the
 * definition is gone.
 */
public final class DefinitionController implements Controller {

    private static final ResourceKind DEFINITION = ResourceKinds.CUSTOM_RESOURCE_DEFINITION;

    private final Store store;
    private final Clock clock;

    public DefinitionController(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return event.key().kind().equals(DEFINITION);
    }

    @Override
    public Optional<Instant> reconcile() {
        List<Definition> definitions = store.list(DEFINITION, "").objects().stream().map(Definition::new)
                .sorted(Comparator.comparingLong(d -> d.tree().at("/metadata/resourceVersion").asLong(0))).toList();
        List<ResourceKind> established = new ArrayList<>();
        for (Definition definition : definitions) {
            Definition settled = settle(definition, definitions);
            if (settled.isEstablished()) {
                established.add(settled.kind());
                serve(settled.kind());
            }
        }
        for (ResourceKind served : store.kinds().all()) {
            if (served.custom() && !established.contains(served)) {
                // The objects first: nothing finds those of a kind that is no longer served.
                store.list(served, "").objects().forEach(object -> delete(served, object));
                store.kinds().remove(served);
            }
        }
        return Optional.empty();
    }

    private Definition settle(Definition definition, List<Definition> all) {
        ResourceKey key = new ResourceKey(DEFINITION, "", definition.name());
        List<Names> others = all.stream()
                .filter(other -> other.group().equals(definition.group()) && !other.name().equals(definition.name()))
                .map(other -> store.find(new ResourceKey(DEFINITION, "", other.name())).map(Definition::new)
                        .orElse(other).accepted())
                .toList();
        return new Definition(store.update(key, current -> {
            current.set("status", DefinitionStatus.of(new Definition(current), others, clock.instant()));
            return current;
        }));
    }

    private void serve(ResourceKind kind) {
        boolean same = store.kinds().current(kind).filter(served -> says(served).equals(says(kind))).isPresent();
        if (!same) {
            store.kinds().put(kind);
        }
    }

    /** All that is said of a kind: kinds are equal when they are the same resource. */
    private static String says(ResourceKind kind) {
        return kind.toString();
    }

    private void delete(ResourceKind kind, ObjectNode object) {
        store.delete(new ResourceKey(kind, object.at("/metadata/namespace").asString(""),
                object.at("/metadata/name").asString("")));
    }
}
