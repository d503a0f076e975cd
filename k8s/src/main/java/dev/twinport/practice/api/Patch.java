package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.patch.JsonPatch;
import dev.twinport.practice.api.patch.MergePatch;
import dev.twinport.practice.api.patch.PatchException;
import dev.twinport.practice.api.patch.StrategicMergePatch;
import dev.twinport.practice.schema.Schema;
import dev.twinport.practice.store.ResourceKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A patch request's body in one of the four formats of the Kubernetes API, told apart by its Content-Type. */
public record Patch(Format format, JsonNode body, ResourceKind kind) {

    /** The media type of server-side apply. */
    static final String APPLY_TYPE = "application/apply-patch+yaml";

    private static final int MOST_OPERATIONS = 10_000;
    private static final String MAP = "map[string]interface {}";
    private static final String ACCEPTED = "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";

    /** The formats. */
    public enum Format {
        JSON("error decoding patch: ", "[]handlers.jsonPatchOp"), MERGE("error decoding patch: ", MAP),
        STRATEGIC("", MAP), APPLY("error decoding YAML: ", MAP);

        private final String prefix;
        private final String type;

        Format(String prefix, String type) {
            this.prefix = prefix;
            this.type = type;
        }

        private JsonNode read(byte[] text) {
            JsonNode body;
            try {
                body = Json.parse(text, this == APPLY);
            } catch (JacksonException unreadable) {
                throw ApiFailure.badRequest(prefix + (this == APPLY ? "error converting YAML to JSON: " : "")
                        + unreadable.getOriginalMessage());
            }
            if (this == JSON ? !body.isArray() : !body.isObject()) {
                throw ApiFailure
                        .badRequest(prefix + (this == APPLY ? "error unmarshaling JSON: while decoding JSON: " : "")
                                + "json: cannot unmarshal %s into Go value of type %s".formatted(nameOf(body), type));
            }
            return body;
        }

        private static String nameOf(JsonNode body) {
            return switch (body.getNodeType()) {
                case ARRAY -> "array";
                case OBJECT -> "object";
                case STRING -> "string";
                case NUMBER -> "number";
                case BOOLEAN -> "bool";
                default -> "null";
            };
        }
    }

    /**
     * Reads a patch.
     *
     * @throws ApiFailure
     *             UnsupportedMediaType for a format this kind does not take, BadRequest when the body is none
     */
    static Patch read(Exchange exchange, ResourceKind kind) {
        Format format = format(IncomingBody.mediaType(exchange), kind);
        JsonNode body = format.read(exchange.body());
        if (format == Format.JSON && body.size() > MOST_OPERATIONS) {
            throw ApiFailure.tooManyOperations(MOST_OPERATIONS, body.size());
        }
        return new Patch(format, body, kind);
    }

    /** Whether it is an apply: its body then is what its sender wants of the object, not a change of it. */
    boolean applies() {
        return format == Format.APPLY;
    }

    /**
     * What the object becomes by it.
     *
     * @param schema
     *            of the object: how its lists are merged
     *
     * @throws ApiFailure
     *             when it cannot be applied to this object
     */
    ObjectNode apply(ObjectNode current, Schema schema) {
        try {
            JsonNode patched = switch (format) {
                case JSON -> JsonPatch.apply(current, (ArrayNode) body);
                case MERGE -> MergePatch.apply(current, body);
                case STRATEGIC -> StrategicMergePatch.apply(current, (ObjectNode) body, schema);
                case APPLY -> throw new IllegalStateException("an apply is merged by the rules of ownership");
            };
            if (patched instanceof ObjectNode object) {
                return object;
            }
        } catch (PatchException impossible) {
            if (impossible.isMalformed()) {
                throw ApiFailure.badRequest(String.valueOf(impossible.getMessage()));
            }
            throw ApiFailure.unprocessable(format == Format.STRATEGIC ? String.valueOf(impossible.getMessage())
                    : "the server rejected our request due to an error in our request");
        }
        throw ApiFailure.unprocessable("the server rejected our request due to an error in our request");
    }

    private static Format format(String mediaType, ResourceKind kind) {
        return switch (mediaType) {
            case "application/json-patch+json" -> Format.JSON;
            case "application/merge-patch+json" -> Format.MERGE;
            case APPLY_TYPE -> Format.APPLY;
            case "application/strategic-merge-patch+json" -> {
                if (kind.custom()) {
                    throw ApiFailure.unsupportedMediaType(ACCEPTED);
                }
                yield Format.STRATEGIC;
            }
            default -> throw ApiFailure.unsupportedPatchType();
        };
    }
}
