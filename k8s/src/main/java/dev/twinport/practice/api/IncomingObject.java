package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKind;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks of objects clients send, in the API server's words, and what the path adds to them. */
final class IncomingObject {

    private IncomingObject() {
    }

    /** The object in a request's body, as it was sent. */
    static ObjectNode read(Exchange exchange, ApiPath path) {
        if (!(IncomingBody.read(exchange, !path.kind().custom()) instanceof ObjectNode object)) {
            throw ApiFailure.badRequest(
                    "the object provided is unrecognized (must be of type %s)".formatted(path.kind().kind()));
        }
        return object;
    }

    /**
     * Adds what the path says and the object leaves out, kind, apiVersion, namespace and name. Takes fields away that
     * are null: that is how a client writes that it says nothing.
     *
     * @throws ApiFailure
     *             BadRequest when object and path contradict each other
     */
    static void complete(ObjectNode object, ApiPath path) {
        ResourceKind kind = path.kind();
        dropNulls(object);
        String kindName = object.path("kind").asString(kind.kind());
        String apiVersion = object.path("apiVersion").asString(path.apiVersion());
        if (!kindName.equals(kind.kind()) || !apiVersion.equals(path.apiVersion())) {
            throw ApiFailure.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s".formatted(kindName, apiVersion, kind.kind()));
        }
        object.put("kind", kindName).put("apiVersion", kind.apiVersion());
        ObjectNode metadata = object.withObject("/metadata");
        if (kind.namespaced()) {
            String namespace = metadata.path("namespace").asString("");
            if (!namespace.isEmpty() && !namespace.equals(path.namespace())) {
                throw ApiFailure.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            metadata.put("namespace", path.namespace());
        } else {
            metadata.remove("namespace");
        }
        if (!path.isCollection()) {
            String name = metadata.path("name").asString(path.name());
            if (!name.equals(path.name())) {
                throw ApiFailure.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                        .formatted(name, path.name()));
            }
            metadata.put("name", name);
        }
    }

    /** What an apply wants of an object, as it was sent but for nulls. */
    static ObjectNode applied(JsonNode body) {
        ObjectNode applied = (ObjectNode) body.deepCopy();
        dropNulls(applied);
        return applied;
    }

    static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(
                    object.propertyStream().filter(field -> field.getValue().isNull()).map(Map.Entry::getKey).toList());
        }
        node.forEach(IncomingObject::dropNulls);
    }

    /** The name an object is created under, generated from {@code generateName} if it has none; or empty. */
    static String nameForCreation(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        JsonNode prefix = metadata.path("generateName");
        if (metadata.path("name").asString("").isEmpty() && !prefix.asString("").isEmpty()) {
            metadata.put("name", SafeNames.generated(prefix.asString(""), ThreadLocalRandom.current()));
        }
        return metadata.path("name").asString("");
    }
}
