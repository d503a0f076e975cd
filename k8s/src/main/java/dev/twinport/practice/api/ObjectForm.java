package dev.twinport.practice.api;

import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.schema.Pruning;
import dev.twinport.practice.schema.Schema;
import dev.twinport.practice.schema.SchemaDefaults;
import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.validation.ObjectRules;
import dev.twinport.practice.validation.SchemaRules;
import dev.twinport.practice.validation.TypeErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Brings an object a client has written into the form of its kind, and refuses what its kind cannot be. */
final class ObjectForm {

    private final Schemas schemas;

    ObjectForm(Store store) {
        this.schemas = new Schemas(store);
    }

    /**
     * Completes the object in place: what the path says of it, and defaults. Fields its kind does not have go; what the
     * client is told of that, it has chosen.
     *
     * @throws ApiFailure
     *             BadRequest when object and path contradict each other, when a field has a value of another type, or
     *             when there are fields the kind does not have and the client wants to have none
     */
    void complete(ObjectNode object, ApiPath path, WriteOptions options) {
        complete(object, path, options, why -> unreadable(path, why));
    }

    /**
     * Completes what a patch has made of an object, in place; as {@link #complete}, but that the patch is to blame.
     *
     * @throws ApiFailure
     *             BadRequest when object and path contradict each other, Invalid for what the object cannot hold
     */
    void completePatched(ObjectNode object, Patch patch, ApiPath path, WriteOptions options) {
        String shown = patch.format() == Patch.Format.STRATEGIC ? GoText.of(patch.body()) : object.toString();
        complete(object, path, options, why -> ApiFailure.unreadablePatch(shown, why));
    }

    private void complete(ObjectNode object, ApiPath path, WriteOptions options, Function<String, ApiFailure> refusal) {
        IncomingObject.complete(object, path);
        dropEmpty(object.withObject("/metadata"));
        Schema schema = schemas.of(path.kind(), path.version());
        if (schema.isKnown()) {
            readable(object, path, schema, refusal);
            handleUnknown(Pruning.prune(object, schema), options, refusal);
        }
        if (path.kind().custom()) {
            SchemaDefaults.add(object, schema);
        } else {
            Defaults.add(path.kind(), object);
        }
    }

    /**
     * Checks an object that is complete.
     *
     * @param before
     *            what it is to replace; empty when it is new
     *
     * @throws ApiFailure
     *             Invalid, with all that is wrong
     */
    void check(ResourceKind kind, ObjectNode object, Optional<ObjectNode> before) {
        // What the cluster itself has stored is not complete in all it leaves out; that is no change.
        Optional<ObjectNode> completed = before.map(ObjectNode::deepCopy);
        completed.ifPresent(old -> Defaults.add(kind, old));
        List<FieldError> errors = new ArrayList<>(ObjectRules.check(kind, object, completed));
        if (kind.custom()) {
            errors.addAll(SchemaRules.check(object, schemas.of(kind, kind.version())));
        }
        if (!errors.isEmpty()) {
            throw ApiFailure.invalid(kind, object.at("/metadata/name").asString(""), errors);
        }
    }

    /** An empty list or map in the metadata is none. */
    private static void dropEmpty(ObjectNode metadata) {
        for (String field : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            if (metadata.path(field).isContainer() && metadata.path(field).isEmpty()) {
                metadata.remove(field);
            }
        }
    }

    /** Of a custom kind only the metadata has types of the server's own; the rest is a matter of its schema. */
    private static void readable(ObjectNode object, ApiPath path, Schema schema, Function<String, ApiFailure> refusal) {
        Optional<String> wrong = path.kind().custom()
                ? TypeErrors.first(object.path("metadata"), schema.property("metadata"), "ObjectMeta")
                : TypeErrors.first(object, schema, path.kind().kind());
        wrong.ifPresent(why -> {
            throw refusal.apply(why);
        });
    }

    private static void handleUnknown(List<String> fields, WriteOptions options, Function<String, ApiFailure> refusal) {
        List<String> unknown = fields.stream().map("unknown field \"%s\""::formatted).toList();
        switch (options.fieldValidation()) {
            case STRICT -> {
                if (!unknown.isEmpty()) {
                    throw refusal
                            .apply(unknown.stream().collect(Collectors.joining(", ", "strict decoding error: ", "")));
                }
            }
            case WARN -> unknown.forEach(options.warnings());
            case IGNORE -> {
                // That is what the client wants.
            }
        }
    }

    private static ApiFailure unreadable(ApiPath path, String why) {
        return ApiFailure.badRequest("%1$s in version \"%2$s\" cannot be handled as a %1$s: %3$s"
                .formatted(path.kind().kind(), path.version(), why));
    }
}
