package dev.twinport.practice.store;

import tools.jackson.databind.JsonNode;

/** Whether an object that is being deleted has nothing left to wait for. */
final class Finalization {

    private Finalization() {
    }

    /** Whether nobody holds it any longer: then it goes with the write that has made it so. */
    static boolean isComplete(ResourceKind kind, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.has("deletionTimestamp") && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && metadata.path("finalizers").isEmpty()
                && (!kind.equals(ResourceKinds.NAMESPACE) || object.at("/spec/finalizers").isEmpty());
    }
}
