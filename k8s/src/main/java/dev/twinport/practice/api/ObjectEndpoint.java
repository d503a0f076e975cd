package dev.twinport.practice.api;

import dev.twinport.practice.access.Caller;
import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.table.TableView;
import dev.twinport.practice.deletion.Deleter;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests about objects and collections, translated into reads and {@link ObjectWrites}: all but watches and logs. */
final class ObjectEndpoint {

    /** Kinds whose deletion is answered with the object, also when it is gone; others are with a Status. */
    private static final Set<String> RETURNED = Set.of("pods", "services", "serviceaccounts", "namespaces",
            "persistentvolumes", "persistentvolumeclaims", "podtemplates", "resourcequotas");

    private final Store store;
    private final ObjectWrites writes;
    private final Clock clock;

    ObjectEndpoint(Store store, ObjectWrites writes, Clock clock) {
        this.store = store;
        this.writes = writes;
        this.clock = clock;
    }

    /** A status code and the body that goes with it. */
    record Answer(int code, JsonNode body) {
    }

    /**
     * Carries a request out.
     *
     * @param check
     *            what a write must be allowed by besides
     *
     * @throws ApiFailure
     *             when it cannot be understood or is not allowed
     * @throws dev.twinport.practice.store.StoreException
     *             when the store refuses
     */
    Answer answer(Exchange exchange, ApiPath path, Caller caller, WriteCheck check) {
        boolean collection = path.isCollection();
        return switch (exchange.method()) {
            case "GET" -> new Answer(200, collection ? list(exchange, path) : get(exchange, path));
            case "POST" -> {
                require(collection && path.isOfOnePlace());
                yield answer(path, writes.create(path, IncomingObject.read(exchange, path),
                        WriteOptions.of(exchange, caller.name(), check)));
            }
            case "PUT" -> {
                require(!collection);
                yield answer(path, writes.replace(path, IncomingObject.read(exchange, path),
                        WriteOptions.of(exchange, caller.name(), check)));
            }
            case "PATCH" -> {
                require(!collection);
                yield answer(path, writes.patch(path, Patch.read(exchange, path.kind()),
                        WriteOptions.of(exchange, caller.name(), check)));
            }
            case "DELETE" -> {
                // A status is no object of its own; what is in all namespaces, or is them, is not deleted together.
                require(path.subresource().isEmpty());
                require(!collection || (path.isOfOnePlace() && !path.kind().equals(ResourceKinds.NAMESPACE)));
                yield collection ? new Answer(200, deleteCollection(exchange, path)) : delete(exchange, path);
            }
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private JsonNode get(Exchange exchange, ApiPath path) {
        ObjectNode object = VersionView.of(store.get(path.key()), path.apiVersion());
        Optional<TableView> table = TableView.askedFor(exchange, path.kind(), path.version(), store);
        return table.isPresent() ? table.get().of(List.of(object), versionOf(object), clock.instant()) : object;
    }

    private JsonNode list(Exchange exchange, ApiPath path) {
        Selection selection = Selection.of(path, exchange);
        Page page = Page.of(store, selection, ListOptions.of(exchange));
        List<ObjectNode> found = page.objects().stream().map(object -> VersionView.of(object, path.apiVersion()))
                .toList();
        String version = Long.toString(page.version());
        Optional<TableView> table = TableView.askedFor(exchange, path.kind(), path.version(), store);
        ObjectNode list = table.isPresent() ? table.get().of(found, version, clock.instant())
                : listOf(path, found, version);
        page.describe(list.withObject("/metadata"));
        return list;
    }

    private static ObjectNode listOf(ApiPath path, List<ObjectNode> objects, String version) {
        ObjectNode list = Json.object().put("kind", path.kind().kind() + "List").put("apiVersion", path.apiVersion());
        list.putObject("metadata").put("resourceVersion", version);
        ArrayNode items = list.putArray("items");
        objects.forEach(object -> items.add(VersionView.of(object, path.apiVersion())));
        return list;
    }

    private Answer delete(Exchange exchange, ApiPath path) {
        DeleteRequest request = DeleteRequest.of(exchange);
        Deleter.Deleted deleted = writes.delete(path, request.options());
        if (!deleted.gone() || RETURNED.contains(path.kind().qualifiedPlural())) {
            int code = !deleted.gone() && request.acceptsDelay() ? 202 : 200;
            return new Answer(code, VersionView.of(deleted.object(), path.apiVersion()));
        }
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details").put("name", path.name());
        if (!path.kind().group().isEmpty()) {
            details.put("group", path.kind().group());
        }
        details.put("kind", path.kind().plural()).put("uid", deleted.object().at("/metadata/uid").asString(""));
        return new Answer(200, status);
    }

    private JsonNode deleteCollection(Exchange exchange, ApiPath path) {
        DeleteRequest request = DeleteRequest.of(exchange);
        Page page = Page.of(store, Selection.of(path, exchange), ListOptions.of(exchange));
        List<ObjectNode> found = writes.deleteCollection(path, page.objects(), request.options());
        ObjectNode list = listOf(path, found, Long.toString(store.version()));
        page.next().ifPresent(token -> list.withObject("/metadata").put("continue", token.text()));
        return list;
    }

    private static Answer answer(ApiPath path, ObjectWrites.Written written) {
        return new Answer(written.created() ? 201 : 200, VersionView.of(written.object(), path.apiVersion()));
    }

    private static String versionOf(JsonNode object) {
        return object.at("/metadata/resourceVersion").asString("");
    }

    private static void require(boolean methodFits) {
        if (!methodFits) {
            throw ApiFailure.methodNotAllowed();
        }
    }
}
