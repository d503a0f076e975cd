package dev.twinport.practice.schema;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a group and version as they are published: those of built-in kinds as recorded, others made so. */
public final class OpenApiSchemas {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String DEFINITION = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition";
    private static final String REFERENCE = "#/components/schemas/";

    private final Store store;
    private final Schemas schemas;

    /** Of the definitions in this store. */
    public OpenApiSchemas(Store store, Schemas schemas) {
        this.store = store;
        this.schemas = schemas;
    }

    /**
     * The schemas by name; not to be modified.
     *
     * @param apiVersion
     *            the group and version, as objects name it
     * @param kinds
     *            the kinds served there
     */
    public ObjectNode of(String apiVersion, List<ResourceKind> kinds) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        Schemas.builtIn(apiVersion).ifPresent(all::setAll);
        for (ResourceKind kind : kinds) {
            if (kind.custom()) {
                addCustom(all, kind, apiVersion.substring(apiVersion.indexOf('/') + 1));
            }
        }
        return all;
    }

    /** What changes exactly when the schemas do. */
    public String hash(String apiVersion, List<ResourceKind> kinds) {
        String definitions = kinds.stream().map(this::fingerprint).collect(Collectors.joining(","));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512")
                    .digest((apiVersion + SchemaDocument.fingerprint(apiVersion) + definitions)
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-512.", impossible);
        }
    }

    private String fingerprint(ResourceKind kind) {
        ResourceKey key = new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", kind.qualifiedPlural());
        return store.find(key).map(d -> d.at("/metadata/uid").asString("") + d.at("/metadata/generation").asString(""))
                .orElse(kind.kind());
    }

    private void addCustom(ObjectNode all, ResourceKind kind, String version) {
        String name = schemaName(kind, version);
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (schemas.of(kind, version).root() instanceof ObjectNode root) {
            schema.setAll(root);
        } else {
            schema.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
        }
        documentCommonFields(schema);
        addKind(schema, kind, version, "");
        all.set(name, schema);

        ObjectNode list = JsonNodeFactory.instance.objectNode()
                .put("description", "%s is a list of %s".formatted(kind.kind() + "List", kind.kind()))
                .put("type", "object");
        list.putArray("required").add("items");
        ObjectNode properties = list.putObject("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("items").put("type", "array").putObject("items").put("$ref", REFERENCE + name);
        properties.putObject("metadata").put("$ref", REFERENCE + META + "ListMeta");
        addKind(list, kind, version, "List");
        all.set(name + "List", list);
        addMeta(all);
    }

    /** What all objects have is documented as in the built-in kinds. */
    private static void documentCommonFields(ObjectNode schema) {
        JsonNode documented = Schemas.builtIn("apiextensions.k8s.io/v1").orElseThrow().path(DEFINITION)
                .path("properties");
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        if (schema.path("properties") instanceof ObjectNode own) {
            properties.setAll(own);
        }
        properties.set("apiVersion", documented.path("apiVersion"));
        properties.set("kind", documented.path("kind"));
        ObjectNode metadata = properties.putObject("metadata");
        metadata.putArray("allOf").addObject().put("$ref", REFERENCE + META + "ObjectMeta");
        metadata.put("description",
                "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata");
        schema.set("properties", properties);
    }

    /** What the schemas of every kind refer to. */
    private static void addMeta(ObjectNode all) {
        ObjectNode meta = Schemas.builtIn("apiextensions.k8s.io/v1").orElseThrow();
        for (String name : List.of("ObjectMeta", "ListMeta", "OwnerReference", "ManagedFieldsEntry", "FieldsV1",
                "Time")) {
            JsonNode schema = meta.path(META + name);
            all.set(META + name, schema);
        }
    }

    private static void addKind(ObjectNode schema, ResourceKind kind, String version, String suffix) {
        schema.putArray("x-kubernetes-group-version-kind").addObject().put("group", kind.group())
                .put("kind", kind.kind() + suffix).put("version", version);
    }

    /** {@code io.istio.networking.v1.Gateway}: the group's parts backwards. */
    private static String schemaName(ResourceKind kind, String version) {
        List<String> parts = new ArrayList<>(List.of(kind.group().split("\\.", -1)));
        Collections.reverse(parts);
        return String.join(".", parts) + "." + version + "." + kind.kind();
    }
}
