package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAPI v3, as much of it as kubectl reads before it applies: for each kind a PATCH operation that takes
 * {@code fieldValidation}, which tells kubectl to leave validation to the server. There are no schemas.
 */
final class OpenApi {

    private static final String ROOT = "/openapi/v3";

    private OpenApi() {
    }

    /** The document at a path; empty when the path is none of OpenAPI's. */
    static Optional<ObjectNode> document(String path) {
        if (path.equals(ROOT)) {
            return Optional.of(index());
        }
        if (!path.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        String root = path.substring(ROOT.length());
        ObjectNode paths = Json.object();
        for (ResourceKind kind : ResourceKinds.ALL) {
            if (root(kind).equals(root)) {
                paths.set(itemPath(kind), operations(kind));
            }
        }
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Twinport practice cluster").put("version", "v1");
        document.set("paths", paths);
        return paths.isEmpty() ? Optional.empty() : Optional.of(document);
    }

    private static ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        for (ResourceKind kind : ResourceKinds.ALL) {
            paths.putObject(root(kind).substring(1)).put("serverRelativeURL", ROOT + root(kind) + "?hash=1");
        }
        return index;
    }

    private static String root(ResourceKind kind) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
    }

    private static String itemPath(ResourceKind kind) {
        return root(kind) + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural() + "/{name}";
    }

    private static ObjectNode operations(ResourceKind kind) {
        ObjectNode operations = Json.object();
        ObjectNode patch = operations.putObject("patch");
        for (String parameter : new String[] { "dryRun", "fieldManager", "fieldValidation", "force" }) {
            patch.withArray("/parameters").addObject().put("name", parameter).put("in", "query").putObject("schema")
                    .put("type", "string");
        }
        patch.putObject("responses");
        patch.putObject("x-kubernetes-group-version-kind").put("group", kind.group()).put("version", kind.version())
                .put("kind", kind.kind());
        return operations;
    }
}
