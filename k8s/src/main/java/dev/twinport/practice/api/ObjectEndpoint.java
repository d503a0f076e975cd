package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.table.TableView;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes of objects and collections: everything but watches and logs. */
final class ObjectEndpoint {

    private final Store store;
    private final Clock clock;

    ObjectEndpoint(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A status code and the body that goes with it. */
    record Answer(int code, JsonNode body) {
    }

    /**
     * Carries a request out.
     *
     * @throws ApiFailure
     *             when it cannot be understood or is not allowed
     * @throws StoreException
     *             when the store refuses
     */
    Answer answer(Exchange exchange, ApiPath path) {
        boolean collection = path.isCollection();
        return switch (exchange.method()) {
            case "GET" -> new Answer(200, collection ? list(exchange, path) : get(exchange, path));
            case "POST" -> {
                require(collection);
                yield create(exchange, path);
            }
            case "PUT" -> {
                require(!collection);
                yield replace(exchange, path);
            }
            case "PATCH" -> {
                require(!collection);
                yield patch(exchange, path);
            }
            case "DELETE" -> new Answer(200, collection ? deleteCollection(exchange, path) : delete(exchange, path));
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private JsonNode get(Exchange exchange, ApiPath path) {
        ObjectNode object = store.get(path.key());
        Optional<TableView> table = TableView.askedFor(exchange, path.kind());
        return table.isPresent() ? table.get().of(List.of(object), versionOf(object), clock.instant()) : object;
    }

    private JsonNode list(Exchange exchange, ApiPath path) {
        Selection selection = Selection.of(path, exchange);
        Store.Listing listing = store.list(path.kind(), path.namespace());
        List<ObjectNode> found = listing.objects().stream().filter(selection::matches).toList();
        String version = Long.toString(listing.resourceVersion());
        Optional<TableView> table = TableView.askedFor(exchange, path.kind());
        return table.isPresent() ? table.get().of(found, version, clock.instant())
                : listOf(path.kind(), found, version);
    }

    private static ObjectNode listOf(ResourceKind kind, List<ObjectNode> objects, String version) {
        ObjectNode list = Json.object().put("kind", kind.kind() + "List").put("apiVersion", kind.apiVersion());
        list.putObject("metadata").put("resourceVersion", version);
        ArrayNode items = list.putArray("items");
        objects.forEach(items::add);
        return list;
    }

    private Answer create(Exchange exchange, ApiPath path) {
        ObjectNode posted = IncomingObject.read(exchange, path);
        String name = IncomingObject.nameForCreation(posted, path.kind());
        return new Answer(201, store(path.key(name), posted, isDryRun(exchange)));
    }

    private ObjectNode store(ResourceKey key, ObjectNode object, boolean dryRun) {
        if (key.kind().namespaced()) {
            store.get(new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace()));
        }
        ObjectNode complete = InitialStatus.set(key.kind(), object);
        return dryRun ? store.previewCreate(key, complete) : store.create(key, complete);
    }

    private Answer replace(Exchange exchange, ApiPath path) {
        ObjectNode put = IncomingObject.read(exchange, path);
        return new Answer(200, change(exchange, path, current -> put));
    }

    private Answer patch(Exchange exchange, ApiPath path) {
        Patch patch = Patch.read(exchange, path.kind());
        if (patch.creates() && store.find(path.key()).isEmpty()) {
            ObjectNode object = patch.apply(Json.object());
            IncomingObject.complete(object, path);
            return new Answer(201, store(path.key(), object, isDryRun(exchange)));
        }
        return new Answer(200, change(exchange, path, current -> {
            ObjectNode patched = patch.apply(current);
            IncomingObject.complete(patched, path);
            return patched;
        }));
    }

    private ObjectNode change(Exchange exchange, ApiPath path, UnaryOperator<ObjectNode> change) {
        boolean status = path.subresource().equals("status");
        UnaryOperator<ObjectNode> within = current -> {
            ObjectNode before = current.deepCopy();
            return StatusBoundary.keep(path.kind(), status, before, change.apply(current));
        };
        return update(store, exchange, path.key(), within);
    }

    /** Changes an object, or only says what it would become when the request is a dry run. */
    static ObjectNode update(Store store, Exchange exchange, ResourceKey key, UnaryOperator<ObjectNode> change) {
        return isDryRun(exchange) ? store.previewUpdate(key, change) : store.update(key, change);
    }

    private JsonNode delete(Exchange exchange, ApiPath path) {
        ObjectNode last = isDryRun(exchange) ? store.get(path.key()) : deleteWithContents(path.key());
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        ObjectNode details = status.put("status", "Success").putObject("details").put("name", path.name());
        if (!path.kind().group().isEmpty()) {
            details.put("group", path.kind().group());
        }
        details.put("kind", path.kind().plural()).put("uid", last.at("/metadata/uid").asString(""));
        return status;
    }

    /** Removes an object; a namespace takes what is in it along. */
    private ObjectNode deleteWithContents(ResourceKey key) {
        if (key.kind().equals(ResourceKinds.NAMESPACE) && store.find(key).isPresent()) {
            for (ResourceKind kind : ResourceKinds.ALL) {
                if (kind.namespaced()) {
                    store.list(kind, key.name()).objects().forEach(object -> deleteIfThere(kind, object));
                }
            }
        }
        return store.delete(key);
    }

    private JsonNode deleteCollection(Exchange exchange, ApiPath path) {
        Selection selection = Selection.of(path, exchange);
        Store.Listing listing = store.list(path.kind(), path.namespace());
        List<ObjectNode> found = listing.objects().stream().filter(selection::matches).toList();
        if (!isDryRun(exchange)) {
            found.forEach(object -> deleteIfThere(path.kind(), object));
        }
        return listOf(path.kind(), found, Long.toString(store.version()));
    }

    private void deleteIfThere(ResourceKind kind, JsonNode object) {
        ResourceKey key = new ResourceKey(kind, object.at("/metadata/namespace").asString(""),
                object.at("/metadata/name").asString(""));
        try {
            deleteWithContents(key);
        } catch (StoreException goneMeanwhile) {
            if (goneMeanwhile.reason() != StoreException.Reason.NotFound) {
                throw goneMeanwhile;
            }
        }
    }

    private static String versionOf(JsonNode object) {
        return object.at("/metadata/resourceVersion").asString("");
    }

    private static boolean isDryRun(Exchange exchange) {
        String dryRun = exchange.query("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw ApiFailure.badRequest("invalid dryRun: \"%s\", only \"All\" is supported".formatted(dryRun));
        }
        return !dryRun.isEmpty();
    }

    private static void require(boolean methodFits) {
        if (!methodFits) {
            throw ApiFailure.methodNotAllowed();
        }
    }
}
