package dev.twinport.practice.api;

import dev.twinport.practice.access.RoleValidation;
import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldProblem;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks of objects clients send, in the API server's words, and what the path adds to them. */
final class IncomingObject {

    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern NAME = Pattern.compile(SUBDOMAIN);
    private static final int NAME_LIMIT = 253;

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
     * Adds what the path says and the object leaves out, kind, apiVersion, namespace and name, and what the kind's
     * {@link Defaults} say. Takes fields away that are null: that is how a client writes that it says nothing.
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
        Defaults.add(kind, object);
    }

    /**
     * What an apply wants of the object at a path, as it was sent but for nulls; without a name it is the path's.
     *
     * @throws ApiFailure
     *             BadRequest when object and path contradict each other
     */
    static ObjectNode applied(JsonNode body, ApiPath path) {
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

    /**
     * The name an object is created under, generated from {@code generateName} if it has none.
     *
     * @throws ApiFailure
     *             Invalid when it has no name or a malformed one
     */
    static String nameForCreation(ObjectNode object, ResourceKind kind) {
        ObjectNode metadata = object.withObject("/metadata");
        JsonNode prefix = metadata.path("generateName");
        if (metadata.path("name").asString("").isEmpty() && !prefix.asString("").isEmpty()) {
            metadata.put("name", prefix.asString("") + SafeNames.suffix(ThreadLocalRandom.current()));
        }
        String name = metadata.path("name").asString("");
        if (name.isEmpty()) {
            throw ApiFailure.invalid(kind, name, "metadata.name", "FieldValueRequired",
                    "Required value: name or generateName is required");
        }
        if (RoleValidation.concerns(kind)) {
            RoleValidation.problemOfName(name).ifPresent(why -> {
                throw ApiFailure.invalid(kind.group(), kind.kind(), name,
                        List.of(FieldProblem.invalidText("metadata.name", name, why)));
            });
            return name;
        }
        if (name.length() > NAME_LIMIT || !NAME.matcher(name).matches()) {
            throw ApiFailure.invalid(kind, name, "metadata.name", "FieldValueInvalid",
                    "Invalid value: \"%s\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '%s')"
                            .formatted(name, SUBDOMAIN));
        }
        return name;
    }
}
