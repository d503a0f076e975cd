package dev.twinport.practice.admission;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import tools.jackson.databind.node.ObjectNode;

/**
 * The label by which everybody sees that a cluster is a practice cluster: on every node and every namespace, those of
 * its users too. Who takes it away has it back with the same write.
 */
public final class PracticeMark {

    /** The label; its value is {@code true}. */
    public static final String LABEL = "practice.twinport.dev/cluster";

    private PracticeMark() {
    }

    static void put(ResourceKey key, ObjectNode object) {
        if (key.kind().equals(ResourceKinds.NODE) || key.kind().equals(ResourceKinds.NAMESPACE)) {
            object.withObject("/metadata/labels").put(LABEL, "true");
        }
    }
}
