package dev.twinport.practice.api;

import dev.twinport.practice.access.AccessRequest;
import dev.twinport.practice.access.Caller;
import dev.twinport.practice.api.fields.ApplyConflict;
import dev.twinport.practice.api.http.HttpRefusal;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.StoreException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request refused: carries the {@code Status} object to answer with, in the API server's wording. */
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Codes whose {@code Status} has details even when there is nothing to say in them. */
    private static final Set<Integer> WITH_DETAILS = Set.of(403, 404, 405);

    private final int code;
    private final String reason;
    private final transient ObjectNode details;
    private final transient ObjectNode metadata;

    private ApiFailure(int code, String reason, String message, ObjectNode details) {
        this(code, reason, message, details, Json.object());
    }

    private ApiFailure(int code, String reason, String message, ObjectNode details, ObjectNode metadata) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
        this.metadata = metadata;
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message, Json.object());
    }

    static ApiFailure unauthorized() {
        return new ApiFailure(401, "Unauthorized", "Unauthorized", Json.object());
    }

    static ApiFailure forbidden(String message) {
        return new ApiFailure(403, "Forbidden", message, Json.object());
    }

    /**
     * No role allows it.
     *
     * @param reason
     *            what was in the way of finding out; empty when nothing was
     */
    static ApiFailure forbidden(Caller caller, AccessRequest request, String reason) {
        String refusal = request.refusalTo(caller);
        return forbidden(request.group(), request.resource(), request.name(),
                reason.isEmpty() ? refusal : refusal + ": " + reason);
    }

    /**
     * Something must not be done to an object, or a collection when {@code name} is empty.
     *
     * @param resource
     *            its plural; empty when it is about none
     */
    static ApiFailure forbidden(String group, String resource, String name, String why) {
        String kind = group.isEmpty() ? resource : resource + "." + group;
        String subject = kind.isEmpty() ? "" : kind + (name.isEmpty() ? "" : " \"" + name + "\"") + " is ";
        ObjectNode details = Json.object();
        putGiven(details, "name", name);
        putGiven(details, "group", group);
        putGiven(details, "kind", resource);
        return new ApiFailure(403, "Forbidden", subject + "forbidden: " + why, details);
    }

    /** What was asked for contradicts what is there. */
    static ApiFailure conflict(String group, String resource, String name, String why) {
        ObjectNode details = Json.object();
        putGiven(details, "name", name);
        putGiven(details, "group", group);
        putGiven(details, "kind", resource);
        return new ApiFailure(409, "Conflict", "Operation cannot be fulfilled on %s \"%s\": %s"
                .formatted(group.isEmpty() ? resource : resource + "." + group, name, why), details);
    }

    /** An object is wrong in one or more ways, all of which are told. */
    static ApiFailure invalid(ResourceKind kind, String name, List<FieldError> errors) {
        return invalid(kind.group(), kind.kind(), name, errors);
    }

    /** Something of a group and kind is wrong in one or more ways, all of which are told. */
    static ApiFailure invalid(String group, String kind, String name, List<FieldError> errors) {
        ArrayNode causes = Json.array();
        errors.forEach(error -> addCause(causes, error.reason(), error.body(), error.field()));
        return invalid(group, kind, name, causes);
    }

    /**
     * A webhook does not let an object in.
     *
     * @param webhook
     *            its name, as in {@code validation.istio.io}
     */
    static ApiFailure denied(String webhook, String why) {
        return new ApiFailure(400, "", "admission webhook \"%s\" denied the request: %s".formatted(webhook, why),
                Json.object());
    }

    /** The path names nothing this server knows. */
    static ApiFailure noSuchResource() {
        return new ApiFailure(404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    static ApiFailure methodNotAllowed() {
        return new ApiFailure(405, "MethodNotAllowed",
                "the server does not allow this method on the requested resource", Json.object());
    }

    /** Something a real cluster can do and this one cannot. */
    static ApiFailure notImplemented(String message) {
        return new ApiFailure(501, "NotImplemented", message, Json.object());
    }

    /** The request cannot be read, for what it is as HTTP. */
    static ApiFailure from(HttpRefusal refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.status()) {
            case 413 ->
                    new ApiFailure(413, "RequestEntityTooLarge", "Request entity too large: " + message, Json.object());
            case 408 -> new ApiFailure(408, "Timeout", "Timeout: " + message, Json.object());
            case 503 -> new ApiFailure(503, "ServiceUnavailable", message, Json.object());
            default -> new ApiFailure(refusal.status(), "BadRequest", message, Json.object());
        };
    }

    static ApiFailure unsupportedMediaType(String accepted) {
        return new ApiFailure(415, "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted,
                Json.object());
    }

    /** A patch in a format there is none of. */
    static ApiFailure unsupportedPatchType() {
        return new ApiFailure(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
    }

    /** A JSON patch with too many operations. */
    static ApiFailure tooManyOperations(int most, int given) {
        return new ApiFailure(413, "RequestEntityTooLarge",
                "Request entity too large: The allowed maximum operations in a JSON patch is %s, got %s".formatted(most,
                        given),
                Json.object());
    }

    /**
     * A patch makes an object that cannot be read.
     *
     * @param shown
     *            the patch, or what it has made, as the API server shows it
     */
    static ApiFailure unreadablePatch(String shown, String why) {
        return invalid("", "", "", List.of(FieldError.invalid("patch", shown, why)));
    }

    /** The request is well-formed, but cannot be carried out on the object as it is. */
    static ApiFailure unprocessable(String message) {
        return new ApiFailure(422, "Invalid", message, Json.object());
    }

    /** An apply that would take fields from their owners. */
    static ApiFailure applyConflict(ApplyConflict conflict) {
        ObjectNode details = Json.object();
        ArrayNode causes = details.putArray("causes");
        conflict.conflicts().forEach(field -> causes.addObject().put("reason", "FieldManagerConflict")
                .put("message", "conflict with " + field.owner()).put("field", field.path().toString()));
        return new ApiFailure(409, "Conflict", String.valueOf(conflict.getMessage()), details);
    }

    static ApiFailure from(StoreException refusal) {
        if (refusal.reason() == StoreException.Reason.Invalid && refusal.key().isPresent()) {
            ResourceKey key = refusal.key().get();
            ArrayNode causes = Json.array();
            addCause(causes, "FieldValueInvalid", String.valueOf(refusal.getMessage()), refusal.field());
            return invalid(key.kind().group(), key.kind().kind(), key.name(), causes);
        }
        int code = switch (refusal.reason()) {
            case NotFound -> 404;
            case AlreadyExists, Conflict -> 409;
            case Expired -> 410;
            case Forbidden -> 403;
            case Invalid -> 422;
        };
        ObjectNode details = refusal.key().map(ApiFailure::details).orElseGet(Json::object);
        return new ApiFailure(code, refusal.reason().name(), String.valueOf(refusal.getMessage()), details);
    }

    /** An object to be created says that it exists; the API server has no reason for this, only the words. */
    static ApiFailure versionOnCreation() {
        return unexplained("resourceVersion should not be set on objects to be created");
    }

    /** What the API server has words for, but no reason. */
    static ApiFailure unexplained(String message) {
        return new ApiFailure(500, "", message, Json.object());
    }

    /** The object is not as the writer expects it to be. */
    static ApiFailure conflict(ResourceKey key, String why) {
        return new ApiFailure(409, "Conflict", "Operation cannot be fulfilled on %s \"%s\": %s"
                .formatted(key.kind().qualifiedPlural(), key.name(), why), details(key));
    }

    /** Nothing new comes into a namespace that is being deleted. */
    static ApiFailure terminating(ResourceKey key) {
        ObjectNode details = details(key);
        details.putArray("causes").addObject().put("reason", "NamespaceTerminating")
                .put("message", "namespace %s is being terminated".formatted(key.namespace()))
                .put("field", "metadata.namespace");
        return new ApiFailure(403, "Forbidden",
                "%s \"%s\" is forbidden: unable to create new content in namespace %s because it is being terminated"
                        .formatted(key.kind().qualifiedPlural(), key.name(), key.namespace()),
                details);
    }

    /** A version that is later than any there is. */
    static ApiFailure notYet(String version, long current) {
        ObjectNode details = Json.object();
        details.putArray("causes").addObject().put("reason", "ResourceVersionTooLarge").put("message",
                "Too large resource version");
        details.put("retryAfterSeconds", 1);
        return new ApiFailure(504, "Timeout",
                "Timeout: Too large resource version: %s, current: %s".formatted(version, current), details);
    }

    /**
     * A list was begun so long ago that it cannot be gone on with as it was.
     *
     * @param inconsistent
     *            with what the client can have the rest of it as it is now
     */
    static ApiFailure expiredList(ContinueToken inconsistent) {
        return new ApiFailure(410, "Expired",
                "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
                Json.object(), Json.object().put("continue", inconsistent.text()));
    }

    /** Says nothing of what went wrong inside: that is in the log. */
    static ApiFailure internal() {
        return new ApiFailure(500, "InternalError", "Internal error occurred: see the practice cluster's log",
                Json.object());
    }

    /** The request cannot be answered, for a reason its sender may know. */
    static ApiFailure internal(String message) {
        return new ApiFailure(500, "InternalError", message, Json.object());
    }

    /** The HTTP status code. */
    public int code() {
        return code;
    }

    /** The {@code Status} object of it. */
    ObjectNode status() {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.set("metadata", metadata);
        status.put("status", "Failure").put("message", getMessage());
        putGiven(status, "reason", reason);
        if (!details.isEmpty() || WITH_DETAILS.contains(code)) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    private static ApiFailure invalid(String group, String kind, String name, ArrayNode causes) {
        ObjectNode details = Json.object();
        putGiven(details, "name", name);
        putGiven(details, "group", group);
        putGiven(details, "kind", kind);
        details.set("causes", causes);
        Set<String> sentences = new LinkedHashSet<>();
        causes.forEach(
                cause -> sentences.add(cause.path("field").asString("") + ": " + cause.path("message").asString("")));
        String all = String.join(", ", sentences);
        String subject = group.isEmpty() ? kind : kind + "." + group;
        return new ApiFailure(422, "Invalid",
                "%s \"%s\" is invalid: %s".formatted(subject, name, sentences.size() == 1 ? all : "[" + all + "]"),
                details);
    }

    private static void addCause(ArrayNode causes, String reason, String message, String field) {
        causes.addObject().put("reason", reason).put("message", message).put("field", field);
    }

    private static void putGiven(ObjectNode details, String field, String value) {
        if (!value.isEmpty()) {
            details.put(field, value);
        }
    }

    private static ObjectNode details(ResourceKey key) {
        ObjectNode details = Json.object().put("name", key.name());
        if (!key.kind().group().isEmpty()) {
            details.put("group", key.kind().group());
        }
        return details.put("kind", key.kind().plural());
    }
}
