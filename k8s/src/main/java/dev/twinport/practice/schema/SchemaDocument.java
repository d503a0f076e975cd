package dev.twinport.practice.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recorded schemas of one API group and version. Read when first asked for, and once in the life of the program:
 * the start of a cluster needs none of them.
 */
final class SchemaDocument {

    /** A document without schemas. */
    static final SchemaDocument EMPTY = new SchemaDocument(JsonNodeFactory.instance.objectNode(), null);

    private static final Map<String, Optional<SchemaDocument>> READ = new ConcurrentHashMap<>();
    private static final Map<String, String> FINGERPRINTS = new ConcurrentHashMap<>();
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode schemas;
    private final @Nullable SchemaDocument behind;
    private final Map<String, JsonNode> kinds = new LinkedHashMap<>();

    private SchemaDocument(ObjectNode schemas, @Nullable SchemaDocument behind) {
        this.schemas = schemas;
        this.behind = behind;
        for (JsonNode schema : schemas) {
            for (JsonNode kind : schema.path("x-kubernetes-group-version-kind")) {
                kinds.putIfAbsent(key(kind.path("group").asString(""), kind.path("version").asString(""),
                        kind.path("kind").asString("")), schema);
            }
        }
    }

    /**
     * The recorded schemas of a group and version.
     *
     * @param apiVersion
     *            as objects name it: {@code v1}, {@code apps/v1}
     *
     * @return empty when none are recorded
     */
    static Optional<SchemaDocument> of(String apiVersion) {
        return READ.computeIfAbsent(apiVersion, SchemaDocument::read);
    }

    /** What changes when the recorded schemas of a group and version do; empty when none are recorded. */
    static String fingerprint(String apiVersion) {
        return FINGERPRINTS.computeIfAbsent(apiVersion, version -> {
            try (InputStream in = SchemaDocument.class.getResourceAsStream(resource(version))) {
                CRC32 checksum = new CRC32();
                checksum.update(in == null ? new byte[0] : in.readAllBytes());
                return in == null ? "" : Long.toHexString(checksum.getValue());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** The schemas by their name, as the API server publishes them; not to be modified. */
    ObjectNode schemas() {
        return schemas;
    }

    /** A document for a schema of a user's own, which may refer to the schemas of this one. */
    SchemaDocument forCustomKind() {
        return new SchemaDocument(JsonNodeFactory.instance.objectNode(), this);
    }

    /** Whether it describes kinds of Kubernetes itself. */
    boolean isBuiltIn() {
        return behind == null && !schemas.isEmpty();
    }

    /** The document in which the schemas lie that this one refers to. */
    SchemaDocument ofReferences() {
        return behind == null ? this : behind;
    }

    /** The schema of a kind. */
    Schema kind(String group, String version, String kind) {
        return Schema.of(kinds.getOrDefault(key(group, version, kind), MissingNode.getInstance()), this);
    }

    /** What a {@code $ref} leads to; missing when it leads nowhere. */
    JsonNode referred(String reference) {
        return reference.startsWith(REFERENCE) ? ofReferences().schemas.path(reference.substring(REFERENCE.length()))
                : MissingNode.getInstance();
    }

    private static Optional<SchemaDocument> read(String apiVersion) {
        try (InputStream in = SchemaDocument.class.getResourceAsStream(resource(apiVersion))) {
            if (in == null) {
                return Optional.empty();
            }
            JsonNode document = new JsonMapper().readTree(in);
            return Optional.of(new SchemaDocument((ObjectNode) document.at("/components/schemas"), null));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String resource(String apiVersion) {
        return apiVersion.replace('/', '_') + ".json";
    }

    private static String key(String group, String version, String kind) {
        return group + "/" + version + "/" + kind;
    }
}
