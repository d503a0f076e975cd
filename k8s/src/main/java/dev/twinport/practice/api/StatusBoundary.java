package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps apart who writes what: the object's own path leaves its status alone, the status path all the rest. */
final class StatusBoundary {

    private StatusBoundary() {
    }

    /**
     * What becomes of an object by a write.
     *
     * @param throughStatus
     *            whether the write came in by the status subresource
     * @param current
     *            the object before
     * @param written
     *            the object as the writer wants it
     */
    static ObjectNode keep(ResourceKind kind, boolean throughStatus, ObjectNode current, ObjectNode written) {
        if (!kind.hasStatus()) {
            return written;
        }
        ObjectNode kept = (throughStatus ? current : written).deepCopy();
        JsonNode status = (throughStatus ? written : current).path("status");
        if (status.isMissingNode()) {
            kept.remove("status");
        } else {
            kept.set("status", status);
        }
        if (kind.equals(ResourceKinds.NAMESPACE)) {
            keepFinalizers(current, kept);
        }
        JsonNode owners = written.at("/metadata/managedFields");
        if (owners.isArray()) {
            kept.withObject("/metadata").set("managedFields", owners);
        }
        JsonNode expected = written.at("/metadata/resourceVersion");
        if (!expected.isMissingNode()) {
            kept.withObject("/metadata").set("resourceVersion", expected);
        }
        return kept;
    }

    /** Who holds a namespace is written by a path of its own, and here by who empties it. */
    private static void keepFinalizers(ObjectNode current, ObjectNode kept) {
        JsonNode finalizers = current.at("/spec/finalizers");
        if (finalizers.isMissingNode()) {
            kept.withObject("/spec").remove("finalizers");
        } else {
            kept.withObject("/spec").set("finalizers", finalizers);
        }
    }
}
