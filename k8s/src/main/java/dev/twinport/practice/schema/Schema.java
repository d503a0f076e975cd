package dev.twinport.practice.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One place in an OpenAPI v3 schema, with what Kubernetes adds to that language ({@code x-kubernetes-*}; see the API
 * documents of {@code apiextensions.k8s.io/v1}, JSONSchemaProps).
 * <p>
 * Immutable, a view into a document; references are followed on the way. A place nothing is known of is
 * {@link #UNKNOWN}: never null, and whatever is asked of it is again unknown, empty or false.
 */
public final class Schema {

    /** Nothing is known of this place. */
    public static final Schema UNKNOWN = new Schema(MissingNode.getInstance(), MissingNode.getInstance(),
            SchemaDocument.EMPTY);

    private static final String EXTENSION = "x-kubernetes-";
    private static final String ITEMS = "items";
    private static final String PROPERTIES = "properties";
    private static final String ADDITIONAL = "additionalProperties";

    private final JsonNode outer;
    private final JsonNode inner;
    private final SchemaDocument document;

    /** How the lists of a place are merged ({@code x-kubernetes-list-type}). */
    public enum ListType {
        /** As a whole; also where the schema does not say. */
        ATOMIC,
        /** By value. */
        SET,
        /** By the fields {@link Schema#listMapKeys} of each item. */
        MAP
    }

    private Schema(JsonNode outer, JsonNode inner, SchemaDocument document) {
        this.outer = outer;
        this.inner = inner;
        this.document = document;
    }

    /**
     * The place a node of a document describes.
     *
     * @param node
     *            a schema, a reference to one, or {@code {allOf: [reference]}} with a description of its own, which is
     *            how the API server publishes fields; anything else is unknown
     */
    static Schema of(JsonNode node, SchemaDocument document) {
        if (!node.isObject()) {
            return UNKNOWN;
        }
        JsonNode referring = node.has("$ref") ? node : node.path("allOf").path(0);
        String reference = referring.path("$ref").asString("");
        return reference.isEmpty() ? new Schema(node, node, document)
                : new Schema(node, document.referred(reference), document.ofReferences());
    }

    /** The node of the document that describes this place; missing when nothing is known. Not to be modified. */
    JsonNode root() {
        return outer;
    }

    /** Whether anything is known of this place. */
    public boolean isKnown() {
        return outer.isObject();
    }

    /** The schema of a declared field; unknown when it is not declared. */
    public Schema property(String name) {
        return of(get(PROPERTIES).path(name), document);
    }

    /** The declared fields, by name in the alphabet's order. */
    public Set<String> properties() {
        return new TreeSet<>(get(PROPERTIES).propertyNames());
    }

    /** The schema of a list's items. */
    public Schema items() {
        return of(get(ITEMS), document);
    }

    /** The schema of the values of a map; unknown when this is no map, or one of anything. */
    public Schema additionalProperties() {
        return of(get(ADDITIONAL), document);
    }

    /** The schema of a field of this name: a declared one, else that of a map's values. */
    public Schema field(String name) {
        Schema declared = property(name);
        return declared.isKnown() ? declared : additionalProperties();
    }

    /** {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}; or empty. */
    public String type() {
        return get("type").asString("");
    }

    /** Such as {@code int32}, {@code date-time}, {@code byte}; or empty. */
    public String format() {
        return get("format").asString("");
    }

    /** Whether a null may stand here. */
    public boolean isNullable() {
        return get("nullable").asBoolean(false);
    }

    /**
     * Whether fields are kept that are not declared: because the schema says so, or because a built-in kind holds
     * anything here (such as {@code metadata.managedFields[].fieldsV1}).
     */
    public boolean preservesUnknownFields() {
        if (extension("preserve-unknown-fields").asBoolean(false) || get(ADDITIONAL).asBoolean(false)) {
            return true;
        }
        boolean open = !get(PROPERTIES).isObject() && !get(ADDITIONAL).isObject() && !get(ITEMS).isObject();
        return document.isBuiltIn() && open && (type().equals("object") || (type().isEmpty() && !isScalarUnion()));
    }

    /** Whether a whole object stands here, with {@code apiVersion}, {@code kind} and {@code metadata}. */
    public boolean isEmbeddedResource() {
        return extension("embedded-resource").asBoolean(false);
    }

    /** Whether an integer may stand here as well as a text, as in {@code targetPort}. */
    public boolean isIntOrString() {
        return extension("int-or-string").asBoolean(false) || format().equals("int-or-string");
    }

    /**
     * The last two parts of the name of the schema this place refers to, {@code v1.Container}: for built-in kinds the
     * name of the type in the server's sources. Empty when it refers to none.
     */
    public String typeName() {
        JsonNode referring = outer.has("$ref") ? outer : outer.path("allOf").path(0);
        List<String> parts = List.of(referring.path("$ref").asString("").split("\\.", -1));
        return parts.size() < 2 ? "" : parts.get(parts.size() - 2) + "." + parts.getLast();
    }

    /** Whether an amount of a resource stands here, as in {@code 64Mi}. */
    public boolean isQuantity() {
        return typeName().equals("resource.Quantity");
    }

    /** Whether rules in CEL apply to this place or one below it. */
    public boolean hasRules() {
        return !inner.findValues("x-kubernetes-validations").isEmpty();
    }

    /** How lists here are merged. */
    public ListType listType() {
        return switch (extension("list-type").asString("")) {
            case "set" -> ListType.SET;
            case "map" -> ListType.MAP;
            default -> ListType.ATOMIC;
        };
    }

    /** The fields that tell the items of a list apart, in the schema's order; empty unless it is a map. */
    public List<String> listMapKeys() {
        return strings(extension("list-map-keys"));
    }

    /**
     * Whether the object here is replaced as a whole ({@code x-kubernetes-map-type: atomic}), as label selectors are.
     */
    public boolean isAtomicMap() {
        return extension("map-type").asString("").equals("atomic");
    }

    /** By which field strategic merge patch tells the items of this list apart; built-in kinds only. */
    public Optional<String> patchMergeKey() {
        String key = extension("patch-merge-key").asString("");
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** {@code merge}, {@code retainKeys}, {@code replace}: what strategic merge patch does here; often empty. */
    public Set<String> patchStrategies() {
        String strategies = extension("patch-strategy").asString("");
        return strategies.isEmpty() ? Set.of() : Set.of(strategies.split(",", -1));
    }

    /** What stands here when the object says nothing; not to be modified. */
    public Optional<JsonNode> defaultValue() {
        JsonNode value = get("default");
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    /** The fields an object must have, in the schema's order. */
    public List<String> required() {
        return strings(get("required"));
    }

    /** What {@code kubectl explain} says of this place. */
    public String description() {
        return get("description").asString("");
    }

    /** Any other word of the schema at this place, such as {@code pattern}; missing when it is not there. */
    public JsonNode get(String word) {
        JsonNode own = outer.path(word);
        return own.isMissingNode() ? inner.path(word) : own;
    }

    /** The schemas under {@code allOf}, {@code anyOf} or {@code oneOf} of this place. */
    public List<Schema> alternatives(String word) {
        return inner.path(word).valueStream().map(node -> of(node, document)).toList();
    }

    /** The schema under {@code not}; unknown when there is none. */
    public Schema not() {
        return of(inner.path("not"), document);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema schema && outer.equals(schema.outer) && inner.equals(schema.inner);
    }

    @Override
    public int hashCode() {
        return outer.hashCode();
    }

    @Override
    public String toString() {
        return isKnown() ? outer.toString() : "unknown";
    }

    /** {@code resource.Quantity} and {@code IntOrString} are published as a choice between plain types. */
    private boolean isScalarUnion() {
        return isIntOrString() || inner.path("oneOf").isArray();
    }

    private JsonNode extension(String name) {
        return get(EXTENSION + name);
    }

    private static List<String> strings(JsonNode list) {
        Stream<JsonNode> values = list.isArray() ? list.valueStream() : Stream.of();
        return values.map(value -> value.asString("")).toList();
    }
}
