package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.schema.Schema;
import dev.twinport.practice.store.Store;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
                JsonNode put = IncomingBody.read(exchange, !path.kind().custom());
                yield change(exchange, path, user, put);
            }
            case "PATCH" -> {
                Patch patch = Patch.read(exchange, path.kind());
                // A scale has one field to apply: to apply it is to merge it.
                Patch merged = patch.format() == Patch.Format.APPLY
                        ? new Patch(Patch.Format.MERGE, patch.body(), path.kind())
                        : patch;
                yield change(exchange, path, user, merged.apply(scaleOf(store.get(path.key())), Schema.UNKNOWN));
            }
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private JsonNode change(Exchange exchange, ApiPath path, String user, JsonNode scale) {
        JsonNode replicas = scale.at("/spec/replicas");
        if (!replicas.isInt() || replicas.intValue() < 0) {
            throw ApiFailure.invalid(path.kind(), path.name(),
                    List.of(FieldError.invalid("spec.replicas", replicas, "must be greater than or equal to 0")));
        }
        return scaleOf(writes.scale(path, WriteOptions.of(exchange, user, WriteCheck.NONE), object -> {
            object.withObject("/spec").put("replicas", replicas.intValue());
            // The store refuses when this is no longer the latest version.
            String version = scale.at("/metadata/resourceVersion").asString("");
            if (!version.isEmpty()) {
                object.withObject("/metadata").put("resourceVersion", version);
            }
            return object;
        }));
    }

    private static ObjectNode scaleOf(ObjectNode object) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] { "name", "namespace", "uid", "resourceVersion", "creationTimestamp" }) {
            metadata.set(field, object.at("/metadata/" + field));
        }
        scale.putObject("spec").put("replicas", object.at("/spec/replicas").asInt(1));
        String selector = new TreeMap<>(KubernetesObject.strings(object.at("/spec/selector/matchLabels"))).entrySet()
                .stream().map(label -> label.getKey() + "=" + label.getValue()).collect(Collectors.joining(","));
        scale.putObject("status").put("replicas", object.at("/status/replicas").asInt(0)).put("selector", selector);
        return scale;
    }
}
