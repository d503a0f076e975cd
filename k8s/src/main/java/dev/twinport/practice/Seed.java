package dev.twinport.practice;

import dev.twinport.practice.definitions.PlantedDefinitions;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is in the cluster from the beginning: its namespaces, its node, and Istio as the demo profile installs it:
 * istiod and the ingress gateway, which has port 31400 and not 31401.
 */
final class Seed {

    /** The container of a gateway pod that has the access log. */
    static final String GATEWAY_CONTAINER = "istio-proxy";

    private static final String RESOURCE = "seed.json";

    private Seed() {
    }

    static void plant(Store store) {
        for (ObjectNode definition : PlantedDefinitions.read()) {
            String name = definition.at("/metadata/name").asString("");
            store.create(new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", name), definition);
        }
        for (ObjectNode tree : read()) {
            KubernetesObject object = new KubernetesObject(tree);
            store.create(new ResourceKey(kind(store, object), object.namespace(), object.name()), tree);
        }
    }

    /** JSON, not YAML: the YAML parser is half of what a cold start would cost here. */
    private static List<ObjectNode> read() {
        try (InputStream in = Seed.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + RESOURCE + ".");
            }
            return new JsonMapper().readTree(in).valueStream().map(ObjectNode.class::cast).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ResourceKind kind(Store store, KubernetesObject object) {
        return store.kinds().byKind(object.tree().path("apiVersion").asString(""), object.kind())
                .orElseThrow(() -> new IllegalStateException("Unknown kind in " + RESOURCE + ": " + object.kind()));
    }
}
