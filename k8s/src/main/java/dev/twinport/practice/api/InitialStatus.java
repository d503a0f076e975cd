package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The status of an object that has just been created: never what its creator wrote there. */
final class InitialStatus {

    private InitialStatus() {
    }

    /** A copy of the object with the status its kind begins with. */
    static ObjectNode set(ResourceKind kind, ObjectNode object) {
        if (!kind.hasStatus()) {
            return object;
        }
        ObjectNode begun = object.deepCopy();
        begun.remove("status");
        if (kind.equals(ResourceKinds.POD)) {
            begun.putObject("status").put("phase", "Pending");
        } else if (kind.equals(ResourceKinds.NAMESPACE)) {
            begun.putObject("status").put("phase", "Active");
        } else if (kind.equals(ResourceKinds.CUSTOM_RESOURCE_DEFINITION)) {
            ObjectNode status = begun.putObject("status");
            status.putNull("conditions").putObject("acceptedNames").put("kind", "").put("plural", "");
            ArrayNode stored = status.putArray("storedVersions");
            begun.at("/spec/versions").valueStream().filter(version -> version.path("storage").asBoolean(false))
                    .map(version -> version.path("name").asString("")).forEach(stored::add);
        }
        return begun;
    }
}
