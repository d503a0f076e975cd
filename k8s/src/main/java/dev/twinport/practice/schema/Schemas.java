package dev.twinport.practice.schema;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of the kinds a cluster serves: the recorded ones of the built-in kinds, and for the others what their
 * CustomResourceDefinition in the store says at that moment. May be used by any thread.
 */
public final class Schemas {

    private static final String META = "apiextensions.k8s.io/v1";
    private static final String OBJECT_META = "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private final Store store;
    private final Map<ResourceKey, Read> custom = new ConcurrentHashMap<>();

    /** Over the definitions in this store. */
    public Schemas(Store store) {
        this.store = store;
    }

    /**
     * The schema of the objects of a kind.
     *
     * @param version
     *            one of the versions the kind is served in, as {@code v1}
     *
     * @return never null; unknown when there is none
     */
    public Schema of(ResourceKind kind, String version) {
        String apiVersion = kind.group().isEmpty() ? version : kind.group() + "/" + version;
        Schema builtIn = SchemaDocument.of(apiVersion).map(d -> d.kind(kind.group(), version, kind.kind()))
                .orElse(Schema.UNKNOWN);
        return builtIn.isKnown() ? builtIn : custom(kind, version);
    }

    /**
     * The recorded schemas of a group and version of Kubernetes itself, by name; not to be modified.
     *
     * @param apiVersion
     *            {@code v1}, {@code apps/v1}
     *
     * @return empty when none are recorded
     */
    public static Optional<ObjectNode> builtIn(String apiVersion) {
        return SchemaDocument.of(apiVersion).map(SchemaDocument::schemas);
    }

    @SuppressWarnings("ReferenceEquality") // the same tree is the same definition: the store replaces trees
    private Schema custom(ResourceKind kind, String version) {
        ResourceKey key = new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", kind.qualifiedPlural());
        Optional<ObjectNode> definition = store.find(key);
        if (definition.isEmpty()) {
            custom.remove(key);
            return Schema.UNKNOWN;
        }
        Read read = custom.compute(key, (k, known) -> known != null && known.definition == definition.get() ? known
                : new Read(definition.get(), new ConcurrentHashMap<>()));
        return read.schemas.computeIfAbsent(version, v -> schema(definition.get(), v));
    }

    private static Schema schema(ObjectNode definition, String version) {
        for (JsonNode served : definition.at("/spec/versions")) {
            if (served.path("name").asString("").equals(version)
                    && served.at("/schema/openAPIV3Schema") instanceof ObjectNode root) {
                return Schema.of(withMetadata(root),
                        SchemaDocument.of(META).orElse(SchemaDocument.EMPTY).forCustomKind());
            }
        }
        return Schema.UNKNOWN;
    }

    /** What every object has, whatever its definition says of it: the API server adds the same. */
    private static ObjectNode withMetadata(ObjectNode root) {
        ObjectNode complete = JsonNodeFactory.instance.objectNode().setAll(root);
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        if (root.path("properties") instanceof ObjectNode declared) {
            properties.setAll(declared);
        }
        for (String text : new String[] { "apiVersion", "kind" }) {
            if (!properties.path(text).isObject()) {
                properties.putObject(text).put("type", "string");
            }
        }
        properties.putObject("metadata").put("$ref", OBJECT_META);
        complete.set("properties", properties);
        return complete;
    }

    private record Read(ObjectNode definition, Map<String, Schema> schemas) {
    }
}
