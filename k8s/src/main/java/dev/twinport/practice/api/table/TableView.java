package dev.twinport.practice.api.table;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects of one kind as a {@code meta.k8s.io/v1} Table.
 *
 * @param columns
 *            the kind's columns, those shown with {@code -o wide} only included
 * @param rowObject
 *            what each row carries along of its object
 */
public record TableView(List<Column> columns, RowObject rowObject) {

    /** The values of {@code includeObject}. */
    public enum RowObject {
        NONE, METADATA, OBJECT
    }

    public TableView {
        columns = List.copyOf(columns);
    }

    /**
     * The table a client asks for by its Accept header; empty when it wants the objects themselves.
     *
     * @param store
     *            where the definitions of custom kinds are, which say what their columns are
     */
    public static Optional<TableView> askedFor(Exchange exchange, ResourceKind kind, String version, Store store) {
        String accept = exchange.header("Accept");
        if (!accept.contains("as=Table") || !accept.contains("g=meta.k8s.io")) {
            return Optional.empty();
        }
        RowObject rowObject = switch (exchange.query("includeObject")) {
            case "None" -> RowObject.NONE;
            case "Object" -> RowObject.OBJECT;
            default -> RowObject.METADATA;
        };
        List<Column> columns = kind.custom() ? DefinedColumns.of(store, kind, version) : KindColumns.of(kind);
        return Optional.of(new TableView(columns, rowObject));
    }

    /** The table of these objects, read at that version, with ages as of now. */
    public ObjectNode of(List<? extends JsonNode> objects, String resourceVersion, Instant now) {
        ObjectNode table = JsonNodeFactory.instance.objectNode().put("kind", "Table").put("apiVersion",
                "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", resourceVersion);
        ArrayNode definitions = table.putArray("columnDefinitions");
        for (Column column : columns) {
            definitions.addObject().put("name", column.name()).put("type", column.type())
                    .put("format", column.name().equals("Name") ? "name" : "").put("description", "")
                    .put("priority", column.wide() ? 1 : 0);
        }
        ArrayNode rows = table.putArray("rows");
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().of(object, now)));
            addObject(row, object);
        }
        return table;
    }

    private void addObject(ObjectNode row, JsonNode object) {
        switch (rowObject) {
            case NONE -> {
            }
            case METADATA -> {
                ObjectNode partial = row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion",
                        "meta.k8s.io/v1");
                partial.set("metadata", object.path("metadata"));
            }
            case OBJECT -> row.set("object", object);
        }
    }
}
