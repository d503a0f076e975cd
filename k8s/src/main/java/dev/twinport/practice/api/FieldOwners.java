package dev.twinport.practice.api;

import dev.twinport.practice.api.fields.ApplyConflict;
import dev.twinport.practice.api.fields.FieldPath;
import dev.twinport.practice.api.fields.FieldSet;
import dev.twinport.practice.api.fields.ManagedFields;
import dev.twinport.practice.api.fields.Manager;
import dev.twinport.practice.api.fields.Ownership;
import dev.twinport.practice.api.fields.Shape;
import dev.twinport.practice.schema.Schemas;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps {@code metadata.managedFields} of what is written, and carries server-side apply out. */
final class FieldOwners {

    private static final String MANAGED_FIELDS = "managedFields";
    private static final FieldSet STATUS = FieldSet.of(List.of(FieldPath.of("status")));
    private static final FieldSet ALL_BUT_STATUS = FieldSet.of(List.of(FieldPath.of("spec"), FieldPath.of("metadata")));

    private final Schemas schemas;
    private final Clock clock;

    FieldOwners(Schemas schemas, Clock clock) {
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * The object with the owners its fields have after a write that is no apply.
     *
     * @param before
     *            the object before; empty when it is created
     * @param after
     *            what the writer wants, with defaults; it may name owners itself
     */
    ObjectNode written(ApiPath path, ObjectNode before, ObjectNode after, WriteOptions options) {
        Manager manager = Manager.updater(options.fieldManager(), path.apiVersion(), path.subresource());
        try {
            return with(before, after, rules(path).update(before, after, claimed(path, before, after), manager, now()));
        } catch (IllegalArgumentException misshapen) {
            // The API server then forgets the owners, too, and leaves it to validation to refuse the object.
            return with(before, after, ManagedFields.NONE);
        }
    }

    /**
     * What an object becomes by an apply.
     *
     * @param live
     *            the object there is; empty when there is none
     *
     * @throws ApiFailure
     *             Conflict when others own what is applied; or when it cannot be merged
     */
    ObjectNode applied(ApiPath path, ObjectNode live, ObjectNode applied, WriteOptions options) {
        String apiVersion = path.apiVersion();
        String kind = applied.path("kind").asString("");
        String version = applied.path("apiVersion").asString("");
        if (!kind.equals(path.kind().kind()) || !version.equals(apiVersion)) {
            throw ApiFailure.badRequest("invalid object type: %s, Kind=%s".formatted(version, kind));
        }
        if (!applied.at("/metadata/" + MANAGED_FIELDS).isMissingNode()) {
            throw ApiFailure.badRequest("metadata.managedFields must be nil");
        }
        Manager manager = Manager.applier(options.fieldManager(), path.subresource());
        try {
            ManagedFields known = decode(live);
            Ownership.Applied result = rules(path).apply(live, applied, known, manager, apiVersion, options.force(),
                    now());
            return with(live, result.object(), result.managed());
        } catch (ApplyConflict conflict) {
            throw ApiFailure.applyConflict(conflict);
        } catch (IllegalArgumentException misshapen) {
            throw ApiFailure.unexplained("failed to create typed patch object (%s/%s; %s, Kind=%s): %s".formatted(
                    path.namespace(), path.name(), version.contains("/") ? version : "/" + version, kind,
                    misshapen.getMessage()));
        }
    }

    private Ownership rules(ApiPath path) {
        FieldSet reset = path.subresource().equals("status") ? ALL_BUT_STATUS
                : path.subresource().isEmpty() && path.kind().hasStatus() ? STATUS : FieldSet.EMPTY;
        return new Ownership(new Shape(schemas.of(path.kind(), path.version())), reset);
    }

    /** The owners a writer names, who may take care of them itself, else those there are. */
    private static ManagedFields claimed(ApiPath path, ObjectNode before, ObjectNode after) {
        JsonNode named = after.at("/metadata/" + MANAGED_FIELDS);
        if (!path.subresource().isEmpty() || named.isMissingNode()) {
            return decode(before);
        }
        boolean reset = named.isEmpty() || (named.size() == 1 && named.path(0).isEmpty());
        if (reset) {
            return ManagedFields.NONE;
        }
        ManagedFields claimed = decode(named);
        return claimed.isEmpty() ? decode(before) : claimed;
    }

    private static ManagedFields decode(JsonNode objectOrList) {
        JsonNode list = objectOrList.isArray() ? objectOrList : objectOrList.at("/metadata/" + MANAGED_FIELDS);
        try {
            return ManagedFields.decode(list);
        } catch (IllegalArgumentException misshapen) {
            return ManagedFields.NONE;
        }
    }

    /** The object with these owners; with those it had when nothing is different but when they wrote. */
    private static ObjectNode with(ObjectNode before, ObjectNode after, ManagedFields managed) {
        ObjectNode written = after.deepCopy();
        ObjectNode metadata = written.withObject("/metadata");
        metadata.remove(MANAGED_FIELDS);
        if (!managed.isEmpty()) {
            metadata.set(MANAGED_FIELDS, managed.encode());
        }
        if (withoutTimes(written).equals(withoutTimes(before)) && before.at("/metadata/" + MANAGED_FIELDS).isArray()) {
            metadata.set(MANAGED_FIELDS, before.at("/metadata/" + MANAGED_FIELDS).deepCopy());
        }
        return written;
    }

    private static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode timeless = object.deepCopy();
        for (JsonNode entry : timeless.at("/metadata/" + MANAGED_FIELDS)) {
            if (entry instanceof ObjectNode owner) {
                owner.remove("time");
            }
        }
        return timeless;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
