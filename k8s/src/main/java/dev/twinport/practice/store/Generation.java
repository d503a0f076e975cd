package dev.twinport.practice.store;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code metadata.generation}: counts what is asked of an object, not what is reported of it. Only kinds have it whose
 * controllers tell with {@code observedGeneration} how far they are, and all custom ones.
 */
final class Generation {

    private static final Set<String> NONE = Set.of("rbac.authorization.k8s.io", "coordination.k8s.io",
            "authentication.k8s.io", "authorization.k8s.io", "events.k8s.io", "storage.k8s.io");
    private static final String FIELD = "generation";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private Generation() {
    }

    /** Gives a new object the first one, or none. */
    static void begin(ResourceKind kind, ObjectNode metadata) {
        if (has(kind)) {
            metadata.put(FIELD, 1);
        } else {
            metadata.remove(FIELD);
        }
    }

    /** Gives a changed object the one after its last when something else is asked of it than before. */
    static void advance(ResourceKind kind, ObjectNode before, ObjectNode after) {
        ObjectNode metadata = after.withObject("/metadata");
        metadata.remove(FIELD);
        JsonNode last = before.at("/metadata/" + FIELD);
        if (!last.isNumber()) {
            return;
        }
        boolean deletionBegins = !before.at("/metadata/deletionTimestamp").isString()
                && metadata.path("deletionTimestamp").isString();
        boolean sameWish = kind.equals(ResourceKinds.POD) ? sameWish(kind, withoutNode(before), withoutNode(after))
                : sameWish(kind, before, after);
        metadata.put(FIELD,
                last.asLong(1) + (deletionBegins || !sameWish || hasOtherMetadata(kind, before, after) ? 1 : 0));
    }

    private static boolean has(ResourceKind kind) {
        return kind.group().isEmpty() ? kind.equals(ResourceKinds.POD) : !NONE.contains(kind.group());
    }

    /**
     * A Deployment's annotations are asked of its ReplicaSets too; the revision is its controller's report. An
     * EndpointSlice's labels say which Service it is of.
     */
    private static boolean hasOtherMetadata(ResourceKind kind, ObjectNode before, ObjectNode after) {
        if (kind.equals(ResourceKinds.ENDPOINT_SLICE)) {
            return !before.at("/metadata/labels").equals(after.at("/metadata/labels"));
        }
        return kind.equals(ResourceKinds.DEPLOYMENT) && !annotations(before).equals(annotations(after));
    }

    private static Map<String, JsonNode> annotations(ObjectNode object) {
        return object.at("/metadata/annotations").propertyStream().filter(entry -> !entry.getKey().equals(REVISION))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Which node a pod is put on is not asked of it, but decided. */
    private static ObjectNode withoutNode(ObjectNode pod) {
        if (!pod.path("spec").has("nodeName")) {
            return pod;
        }
        ObjectNode copy = pod.deepCopy();
        copy.withObject("/spec").remove("nodeName");
        return copy;
    }

    private static boolean sameWish(ResourceKind kind, ObjectNode before, ObjectNode after) {
        return covers(kind, before, after) && covers(kind, after, before);
    }

    /** A status that is written with the rest, by whoever writes that, is asked of the object as well. */
    private static boolean covers(ResourceKind kind, ObjectNode wide, ObjectNode narrow) {
        for (Map.Entry<String, JsonNode> field : narrow.properties()) {
            boolean reported = field.getKey().equals("metadata")
                    || (field.getKey().equals("status") && kind.hasStatus());
            if (!reported && !field.getValue().equals(wide.path(field.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
