package dev.twinport.practice.api;

import dev.twinport.practice.access.Quoted;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a writer may do to the metadata of an object that is there ({@code ValidateObjectMetaAccessorUpdate}). */
final class MetadataRules {

    private static final List<String> FIXED = List.of("uid", "creationTimestamp", "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private MetadataRules() {
    }

    /**
     * Gives an object what its writer leaves out of its metadata and cannot change.
     *
     * @throws ApiFailure
     *             Invalid when the writer tries to, or adds finalizers to an object that is being deleted
     */
    static void keep(ResourceKey key, ObjectNode before, ObjectNode after) {
        ObjectNode metadata = after.withObject("/metadata");
        for (String field : FIXED) {
            JsonNode old = before.at("/metadata/" + field);
            JsonNode written = metadata.path(field);
            if (written.isMissingNode() && !old.isMissingNode()) {
                metadata.set(field, old);
            } else if (!written.equals(old)) {
                throw ApiFailure.invalid(key.kind(), key.name(),
                        List.of(FieldError.invalid("metadata." + field, written, "field is immutable")));
            }
        }
        if (new KubernetesObject(before).isBeingDeleted()) {
            List<String> known = finalizers(before);
            String added = finalizers(after).stream().filter(finalizer -> !known.contains(finalizer))
                    .map(finalizer -> '"' + finalizer + '"').collect(Collectors.joining(", "));
            if (!added.isEmpty()) {
                throw ApiFailure.invalid(key.kind(), key.name(), List.of(FieldError.forbidden("metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{%s}"
                                .formatted(added))));
            }
        }
    }

    /**
     * Checks that a replacement is meant for the object that is there.
     *
     * @throws ApiFailure
     *             Conflict when it names another uid
     */
    static void checkUid(ResourceKey key, JsonNode before, JsonNode replacement) {
        String named = replacement.at("/metadata/uid").asString("");
        String uid = before.at("/metadata/uid").asString("");
        if (!named.isEmpty() && !named.equals(uid)) {
            throw ApiFailure.conflict(key,
                    "StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(path(key), named, uid));
        }
    }

    /**
     * Checks the version a writer expects the object to have. The version 0 is none: whatever is there is replaced.
     *
     * @throws ApiFailure
     *             without a reason when it is no number, in the words of the API server, which are Go's
     */
    static void checkVersion(ResourceKey key, ObjectNode written) {
        ObjectNode metadata = written.withObject("/metadata");
        String version = metadata.path("resourceVersion").asString("");
        if (!version.isEmpty() && !isNumber(version)) {
            throw ApiFailure.unexplained("strconv.ParseUint: parsing %s: %s".formatted(Quoted.text(version),
                    version.matches("[0-9]+") ? "value out of range" : "invalid syntax"));
        }
        if (version.matches("0+") && !key.kind().custom()) {
            metadata.remove("resourceVersion");
        }
    }

    /**
     * Checks that an object to be created does not say that it is there already. What is no version says nothing.
     *
     * @throws ApiFailure
     *             when it does
     */
    static void checkNoVersion(ObjectNode created) {
        String version = created.at("/metadata/resourceVersion").asString("");
        if (isNumber(version) && !version.matches("0+")) {
            throw ApiFailure.versionOnCreation();
        }
    }

    /** Whether it is a number of 64 bits without a sign. */
    private static boolean isNumber(String version) {
        if (!version.matches("[0-9]+")) {
            return false;
        }
        try {
            Long.parseUnsignedLong(version);
            return true;
        } catch (NumberFormatException larger) {
            return false;
        }
    }

    /** Where Kubernetes keeps an object: its messages tell. */
    private static String path(ResourceKey key) {
        return "/registry/" + (key.kind().custom() ? key.kind().group() + "/" : "") + key.kind().plural() + "/"
                + (key.namespace().isEmpty() ? "" : key.namespace() + "/") + key.name();
    }

    private static List<String> finalizers(JsonNode object) {
        return object.at("/metadata/finalizers").valueStream().map(finalizer -> finalizer.asString("")).toList();
    }
}
