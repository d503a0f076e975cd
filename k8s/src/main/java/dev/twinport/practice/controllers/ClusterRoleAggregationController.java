package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a ClusterRole that says so the rules of all ClusterRoles its selectors match, as {@code view} has those
 * labelled {@code rbac.authorization.k8s.io/aggregate-to-view} ({@code pkg/controller/clusterroleaggregation}).
 */
public final class ClusterRoleAggregationController implements ObjectController {

    private final Store store;

    public ClusterRoleAggregationController(Store store) {
        this.store = store;
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.CLUSTER_ROLE)) {
            roles().stream().filter(role -> role.tree().has("aggregationRule"))
                    .forEach(role -> due.accept(new ResourceKey(ResourceKinds.CLUSTER_ROLE, "", role.name())));
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        Optional<ObjectNode> role = store.find(key).filter(found -> found.has("aggregationRule"));
        if (role.isPresent()) {
            ArrayNode rules = JsonNodeFactory.instance.arrayNode();
            union(role.get().at("/aggregationRule/clusterRoleSelectors"), key.name()).forEach(rules::add);
            store.update(key, stored -> {
                stored.set("rules", rules);
                return stored;
            });
        }
        return Optional.empty();
    }

    private Set<JsonNode> union(JsonNode selectors, String own) {
        Set<JsonNode> rules = new LinkedHashSet<>();
        for (JsonNode selector : selectors) {
            LabelSelector wanted = LabelSelector.of(selector);
            roles().stream().filter(role -> !role.name().equals(own) && wanted.matches(role.labels()))
                    .forEach(role -> role.tree().path("rules").forEach(rules::add));
        }
        return rules;
    }

    private List<KubernetesObject> roles() {
        return store.list(ResourceKinds.CLUSTER_ROLE, "").objects().stream().map(KubernetesObject::new).toList();
    }
}
