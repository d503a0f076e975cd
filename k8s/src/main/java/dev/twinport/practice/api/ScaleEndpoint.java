package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.table.Labels;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.schema.Schema;
import dev.twinport.practice.store.Store;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code …/deployments/NAME/scale} and the same of ReplicaSets: how many pods there are to be, as an object of its own.
 * {@code kubectl scale} reads and writes nothing else.
 */
final class ScaleEndpoint {

    private final Store store;
    private final ObjectWrites writes;

    ScaleEndpoint(Store store, ObjectWrites writes) {
        this.store = store;
        this.writes = writes;
    }

    /** Whether a path leads here. */
    static boolean isAskedFor(ApiPath path) {
        return path.subresource().equals("scale") && path.kind().hasScale();
    }

    /**
     * Reads or changes the scale.
     *
     * @return the {@code Scale} as it is then
     *
     * @throws ApiFailure
     *             when the request cannot be understood or asks for a number of pods there cannot be
     */
    JsonNode answer(Exchange exchange, ApiPath path, String user) {
        return switch (exchange.method()) {
            case "GET" -> scaleOf(store.get(path.key()));
            case "PUT" -> {
                if (!(IncomingBody.read(exchange, !path.kind().custom()) instanceof ObjectNode put)) {
                    throw ApiFailure.badRequest("the object provided is unrecognized (must be of type Scale)");
                }
                yield change(exchange, path, user, current -> put);
            }
            case "PATCH" -> {
                Patch patch = Patch.read(exchange, path.kind());
                // A scale has one field to apply: to apply it is to merge it.
                Patch merged = patch.format() == Patch.Format.APPLY
                        ? new Patch(Patch.Format.MERGE, patch.body(), path.kind())
                        : patch;
                yield change(exchange, path, user, current -> merged.apply(current, Schema.UNKNOWN));
            }
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    /** Changes the scale as it is at that moment, whoever else has just written the object. */
    private JsonNode change(Exchange exchange, ApiPath path, String user, UnaryOperator<ObjectNode> change) {
        return scaleOf(writes.scale(path, WriteOptions.of(exchange, user, WriteCheck.NONE), object -> {
            ObjectNode scale = change.apply(scaleOf(object));
            object.withObject("/spec").put("replicas", replicas(scale, path));
            // The store refuses when this is no longer the latest version.
            String version = scale.at("/metadata/resourceVersion").asString("");
            if (!version.isEmpty()) {
                object.withObject("/metadata").put("resourceVersion", version);
            }
            return object;
        }));
    }

    /** How many pods a scale asks for; 0 when it does not say. */
    private static int replicas(ObjectNode scale, ApiPath path) {
        String kind = scale.path("kind").asString("Scale");
        if (!kind.equals("Scale")) {
            throw ApiFailure.badRequest("%s in version \"%s\" cannot be handled as a Scale".formatted(kind,
                    scale.path("apiVersion").asString("")));
        }
        String name = scale.at("/metadata/name").asString("");
        if (!name.isEmpty() && !name.equals(path.name())) {
            throw ApiFailure.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)".formatted(name, path.name()));
        }
        JsonNode replicas = scale.at("/spec/replicas");
        if (replicas.isMissingNode()) {
            return 0;
        }
        if (!replicas.isInt() || replicas.intValue() < 0) {
            throw ApiFailure.invalid("autoscaling", "Scale", path.name(),
                    List.of(FieldError.invalid("spec.replicas", replicas, "must be greater than or equal to 0")));
        }
        return replicas.intValue();
    }

    private static ObjectNode scaleOf(ObjectNode object) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] { "name", "namespace", "uid", "resourceVersion", "creationTimestamp" }) {
            metadata.set(field, object.at("/metadata/" + field));
        }
        scale.putObject("spec").put("replicas", object.at("/spec/replicas").asInt(1));
        scale.putObject("status").put("replicas", object.at("/status/replicas").asInt(0)).put("selector",
                Labels.selector(object.at("/spec/selector")));
        return scale;
    }
}
