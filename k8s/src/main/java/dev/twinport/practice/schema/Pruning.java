package dev.twinport.practice.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes away the fields a schema does not declare, as the API server does before it keeps an object: of custom kinds
 * (the documentation of CustomResourceDefinitions, "Field pruning") and, by the way it decodes them, of built-in ones.
 */
public final class Pruning {

    private static final List<String> OF_EVERY_OBJECT = List.of("apiVersion", "kind", "metadata");

    private Pruning() {
    }

    /**
     * Prunes a tree in place.
     *
     * @return the paths of what was taken away, in the order of the tree, as in {@code spec.servers[0].prot}
     */
    public static List<String> prune(JsonNode tree, Schema schema) {
        List<String> dropped = new ArrayList<>();
        prune(tree, schema, "", dropped);
        return dropped;
    }

    private static void prune(JsonNode node, Schema schema, String path, List<String> dropped) {
        if (node instanceof ObjectNode object) {
            pruneObject(object, schema, path, dropped);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                prune(node.path(i), schema.items(), path + "[" + i + "]", dropped);
            }
        }
    }

    private static void pruneObject(ObjectNode object, Schema schema, String path, List<String> dropped) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            String at = path.isEmpty() ? name : path + "." + name;
            Schema declared = schema.field(name);
            if (declared.isKnown()) {
                prune(field.getValue(), declared, at, dropped);
            } else if (!schema.preservesUnknownFields()
                    && !(schema.isEmbeddedResource() && OF_EVERY_OBJECT.contains(name))) {
                unknown.add(name);
                dropped.add(at);
            }
        }
        object.remove(unknown);
    }
}
