package dev.twinport.practice.api;

import dev.twinport.practice.api.http.ResponseStream;
import dev.twinport.practice.api.table.TableView;
import dev.twinport.practice.store.WatchEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the events of one watch as the client sees them: only what its selectors let through, in its format. */
final class WatchEventWriter {

    private final ResponseStream stream;
    private final Selection selection;
    private final Optional<TableView> table;
    private final Clock clock;

    WatchEventWriter(ResponseStream stream, Selection selection, Optional<TableView> table, Clock clock) {
        this.stream = stream;
        this.selection = selection;
        this.table = table;
        this.clock = clock;
    }

    /** The objects there are when the watch begins. */
    void initial(List<ObjectNode> objects) throws IOException {
        for (ObjectNode object : objects) {
            if (selection.matches(object)) {
                write("ADDED", inFormat(object));
            }
        }
    }

    void changes(List<WatchEvent> events) throws IOException {
        for (WatchEvent event : events) {
            Optional<WatchEvent.Type> type = typeFor(event);
            if (type.isPresent()) {
                boolean leaves = type.get() == WatchEvent.Type.DELETED && event.type() != WatchEvent.Type.DELETED;
                write(type.get().name(), inFormat(leaves ? asItWas(event) : event.object()));
            }
        }
    }

    /** Tells how far the client is; {@code endOfInitial} marks the end of the objects the watch began with. */
    void bookmark(long version, boolean endOfInitial) throws IOException {
        ObjectNode mark = Json.object().put("kind", selection.kind().kind()).put("apiVersion", selection.apiVersion());
        ObjectNode metadata = mark.putObject("metadata").put("resourceVersion", Long.toString(version));
        metadata.putNull("creationTimestamp");
        if (endOfInitial) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        JsonNode body = table.isPresent() ? table.get().of(List.of(), Long.toString(version), clock.instant()) : mark;
        write("BOOKMARK", body);
    }

    void error(ApiFailure failure) throws IOException {
        write("ERROR", failure.status());
    }

    /** An object that begins to match is added to what the client sees, one that no longer does is gone from it. */
    private Optional<WatchEvent.Type> typeFor(WatchEvent event) {
        ObjectNode previous = event.previous();
        boolean was = previous != null && selection.matches(previous);
        boolean is = event.type() != WatchEvent.Type.DELETED && selection.matches(event.object());
        if (was) {
            return Optional.of(is ? WatchEvent.Type.MODIFIED : WatchEvent.Type.DELETED);
        }
        return is ? Optional.of(WatchEvent.Type.ADDED) : Optional.empty();
    }

    /** What leaves the selection is told as it was in it, at the version of the change. */
    private static ObjectNode asItWas(WatchEvent event) {
        ObjectNode previous = event.previous();
        if (previous == null) {
            return event.object();
        }
        ObjectNode metadata = Json.object().setAll((ObjectNode) previous.path("metadata"));
        metadata.put("resourceVersion", Long.toString(event.resourceVersion()));
        ObjectNode shown = Json.object().setAll(previous);
        shown.set("metadata", metadata);
        return shown;
    }

    private JsonNode inFormat(ObjectNode stored) {
        ObjectNode object = VersionView.of(stored, selection.apiVersion());
        return table.isPresent()
                ? table.get().of(List.of(object), object.at("/metadata/resourceVersion").asString(""), clock.instant())
                : object;
    }

    private void write(String type, JsonNode object) throws IOException {
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        var line = new ByteArrayOutputStream();
        line.writeBytes(Json.bytes(event));
        line.write('\n');
        stream.write(line.toByteArray());
    }
}
