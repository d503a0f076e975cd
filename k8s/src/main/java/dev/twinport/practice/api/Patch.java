package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.patch.MergeKeys;
import dev.twinport.practice.api.patch.MergePatch;
import dev.twinport.practice.api.patch.StrategicMergePatch;
import dev.twinport.practice.store.ResourceKind;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A patch request's body in one of the four formats of the Kubernetes API, told apart by its Content-Type. */
public record Patch(Format format, JsonNode body, ResourceKind kind) {

    /** The media type of server-side apply. */
    static final String APPLY_TYPE = "application/apply-patch+yaml";

    private static final String ACCEPTED = "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";
    private static final String ACCEPTED_BUILT_IN = "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml";

    /** The formats. */
    public enum Format {
        JSON, MERGE, STRATEGIC, APPLY
    }

    /**
     * Reads a patch.
     *
     * @throws ApiFailure
     *             UnsupportedMediaType for a format this kind does not take, BadRequest when the body is none
     */
    static Patch read(Exchange exchange, ResourceKind kind) {
        String mediaType = exchange.header("Content-Type");
        Format format = format(mediaType, kind);
        JsonNode body = Json.read(exchange.body(), mediaType);
        if (format == Format.JSON ? !body.isArray() : !body.isObject()) {
            throw ApiFailure.badRequest("the patch is not a JSON " + (format == Format.JSON ? "array" : "object"));
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
     * @throws ApiFailure
     *             when it cannot be applied to this object
     */
    ObjectNode apply(ObjectNode current) {
        JsonNode patched = switch (format) {
            case JSON -> jsonPatch(current);
            case MERGE -> MergePatch.apply(current, body);
            case APPLY -> throw new IllegalStateException("an apply is merged by the rules of ownership");
            case STRATEGIC -> new StrategicMergePatch(new MergeKeys(kind)).apply(current, (ObjectNode) body);
        };
        if (patched instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.unprocessable("the patch does not leave an object");
    }

    private JsonNode jsonPatch(ObjectNode current) {
        try {
            return JsonPatch.apply(body, current);
        } catch (JsonPatchException impossible) {
            throw ApiFailure.unprocessable("the server rejected our request due to an error in our request");
        }
    }

    private static Format format(String mediaType, ResourceKind kind) {
        boolean custom = kind.group().contains("istio.io");
        return switch (mediaType.split(";", 2)[0].strip()) {
            case "application/json-patch+json" -> Format.JSON;
            case "application/merge-patch+json" -> Format.MERGE;
            case APPLY_TYPE -> Format.APPLY;
            case "application/strategic-merge-patch+json" -> {
                if (custom) {
                    throw ApiFailure.unsupportedMediaType(ACCEPTED);
                }
                yield Format.STRATEGIC;
            }
            default -> throw ApiFailure.unsupportedMediaType(custom ? ACCEPTED : ACCEPTED_BUILT_IN);
        };
    }
}
