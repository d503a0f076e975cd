package dev.twinport.practice;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is in the cluster from the beginning: its namespaces, its node, and Istio's ingress gateway. */
final class Seed {

    /** The container of a gateway pod that has the access log. */
    static final String GATEWAY_CONTAINER = "istio-proxy";

    private static final String RESOURCE = "seed.yaml";

    private Seed() {
    }

    static void plant(Store store) {
        for (ObjectNode tree : read()) {
            KubernetesObject object = new KubernetesObject(tree);
            store.create(new ResourceKey(kind(object), object.namespace(), object.name()), tree);
        }
    }

    private static List<ObjectNode> read() {
        try (InputStream in = Seed.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + RESOURCE + ".");
            }
            try (MappingIterator<ObjectNode> documents = new YAMLMapper().readerFor(ObjectNode.class).readValues(in)) {
                return documents.readAll();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ResourceKind kind(KubernetesObject object) {
        String apiVersion = object.tree().path("apiVersion").asString("");
        return ResourceKinds.ALL.stream()
                .filter(kind -> kind.apiVersion().equals(apiVersion) && kind.kind().equals(object.kind())).findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown kind in " + RESOURCE + ": " + object.kind()));
    }
}
