package dev.twinport.practice.api.fields;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The annotation in which {@code kubectl apply} without {@code --server-side} notes what it applied. */
final class LastApplied {

    static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private static final JsonMapper JSON = new JsonMapper();

    private LastApplied() {
    }

    /** What was applied; empty when the text is no object. */
    static Optional<ObjectNode> read(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** The annotation for what was applied, which itself is not part of it. */
    static String write(ObjectNode applied) {
        ObjectNode noted = applied.deepCopy();
        if (noted.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
        }
        return noted + "\n";
    }
}
