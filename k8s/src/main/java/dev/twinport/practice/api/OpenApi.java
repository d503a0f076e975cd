package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.schema.OpenApiSchemas;
import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.Kinds;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAPI v3, {@code /openapi/v3}: an index, and for each group and version a document with the schemas of its kinds
 * and of their operations as much as clients read: which kind is at a path, and that a patch takes
 * {@code fieldValidation}, which tells kubectl to leave validation to the server. Clients keep a document as long as
 * its hash is the same.
 */
final class OpenApi {

    private static final String ROOT = "/openapi/v3";
    private static final String OLDER = "/openapi/v2";
    private static final String OLDER_PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    private static final List<String> WRITE_PARAMETERS = List.of("dryRun", "fieldManager", "fieldValidation", "force");

    private final Kinds kinds;
    private final OpenApiSchemas schemas;

    OpenApi(Store store, Schemas schemas) {
        this.kinds = store.kinds();
        this.schemas = new OpenApiSchemas(store, schemas);
    }

    static boolean isAskedFor(String path) {
        return path.equals(OLDER) || path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /**
     * Answers a GET of the index or of a document.
     *
     * @throws ApiFailure
     *             NotFound when there is none at the path
     */
    void answer(Exchange exchange) throws IOException {
        if (!exchange.method().equals("GET")) {
            throw ApiFailure.methodNotAllowed();
        }
        if (exchange.path().equals(OLDER)) {
            answerOlder(exchange);
            return;
        }
        if (exchange.path().equals(ROOT) || exchange.path().equals(ROOT + "/")) {
            exchange.respond(200, "application/json", Json.bytes(index()));
            return;
        }
        String path = exchange.path().substring(ROOT.length() + 1);
        List<ResourceKind> here = kinds.all().stream()
                .filter(kind -> kind.served().stream().anyMatch(version -> path(kind, version).equals(path))).toList();
        String apiVersion = apiVersion(path);
        if (here.isEmpty() && Schemas.builtIn(apiVersion).isEmpty()) {
            throw ApiFailure.noSuchResource();
        }
        if (exchange.query("hash").equals(schemas.hash(apiVersion, here))) {
            exchange.addHeader("Cache-Control", "public, immutable");
            exchange.addHeader("Expires", "Fri, 31 Dec 2100 00:00:00 GMT");
        }
        exchange.respond(200, "application/json", Json.bytes(document(apiVersion, here)));
    }

    /**
     * The older form describes no kinds here. kubectl asks for it when the newer one does not know a kind, and then
     * says that there is no such kind.
     */
    private static void answerOlder(Exchange exchange) throws IOException {
        if (exchange.header("Accept").contains("protobuf")) {
            // A document has its format's version in its first field.
            exchange.respond(200, OLDER_PROTOBUF, new byte[] { 0x0a, 3, '2', '.', '0' });
        } else {
            ObjectNode document = Json.object().put("swagger", "2.0");
            document.putObject("info").put("title", "Kubernetes").put("version", "v1." + Discovery.MINOR + ".0");
            document.putObject("paths");
            exchange.respond(200, "application/json", Json.line(document));
        }
    }

    private ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        Set<String> all = new LinkedHashSet<>();
        kinds.all().forEach(kind -> kind.served().forEach(version -> all.add(path(kind, version))));
        all.add("apis/authentication.k8s.io/v1");
        all.add("apis/authorization.k8s.io/v1");
        for (String path : all) {
            String apiVersion = apiVersion(path);
            List<ResourceKind> here = kinds.all().stream()
                    .filter(kind -> kind.served().stream().anyMatch(v -> kind.apiVersion(v).equals(apiVersion)))
                    .toList();
            paths.putObject(path).put("serverRelativeURL",
                    ROOT + "/" + path + "?hash=" + schemas.hash(apiVersion, here));
        }
        return index;
    }

    private ObjectNode document(String apiVersion, List<ResourceKind> here) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "1." + Discovery.MINOR);
        ObjectNode paths = document.putObject("paths");
        for (ResourceKind kind : here) {
            String collection = "/" + path(kind, version) + (kind.namespaced() ? "/namespaces/{namespace}/" : "/")
                    + kind.plural();
            addOperations(paths.putObject(collection), kind, version, "get", "post", "delete");
            addOperations(paths.putObject(collection + "/{name}"), kind, version, "get", "put", "patch", "delete");
        }
        document.putObject("components").set("schemas", schemas.of(apiVersion, here));
        return document;
    }

    private static void addOperations(ObjectNode path, ResourceKind kind, String version, String... methods) {
        for (String method : methods) {
            ObjectNode operation = path.putObject(method);
            if (!method.equals("get")) {
                for (String parameter : WRITE_PARAMETERS) {
                    operation.withArray("/parameters").addObject().put("name", parameter).put("in", "query")
                            .putObject("schema").put("type", "string");
                }
            }
            operation.putObject("responses");
            operation.putObject("x-kubernetes-group-version-kind").put("group", kind.group()).put("kind", kind.kind())
                    .put("version", version);
        }
    }

    /** {@code api/v1} or {@code apis/GROUP/VERSION}. */
    private static String path(ResourceKind kind, String version) {
        return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion(version);
    }

    private static String apiVersion(String path) {
        return path.substring(path.indexOf('/') + 1);
    }
}
