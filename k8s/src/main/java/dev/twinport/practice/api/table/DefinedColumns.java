package dev.twinport.practice.api.table;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The columns of a custom kind, as its definition's {@code additionalPrinterColumns} say for a version: the name, then
 * these, and the age if there are none.
 */
final class DefinedColumns {

    private DefinedColumns() {
    }

    /** The columns; without a definition those of a kind that defines none. */
    static List<Column> of(Store store, ResourceKind kind, String version) {
        List<Column> columns = new ArrayList<>(List.of(Column.objectName()));
        store.find(new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", kind.qualifiedPlural()))
                .map(definition -> definition.at("/spec/versions")).stream().flatMap(JsonNode::valueStream)
                .filter(served -> served.path("name").asString("").equals(version))
                .flatMap(served -> served.path("additionalPrinterColumns").valueStream()).map(DefinedColumns::column)
                .forEach(columns::add);
        if (columns.size() == 1) {
            columns.add(Column.customAge());
        }
        return columns;
    }

    private static Column column(JsonNode defined) {
        String type = defined.path("type").asString("");
        Optional<FieldPath> path = FieldPath.parse(defined.path("jsonPath").asString(""));
        return new Column(defined.path("name").asString(""), type, defined.path("priority").asInt(0) > 0,
                (object, now) -> path.flatMap(steps -> steps.find(object))
                        .map(value -> type.equals("date") ? Column.string(Age.since(value.asString(""), now))
                                : cell(type, value))
                        .orElse(JsonNodeFactory.instance.nullNode()));
    }

    /** A text shows whatever is there, as JSON when it is no text; other types only what is of the type. */
    private static JsonNode cell(String type, JsonNode value) {
        boolean fits = switch (type) {
            case "string" -> true;
            case "integer", "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
        if (!fits) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (type.equals("integer")) {
            return JsonNodeFactory.instance.numberNode(value.longValue());
        }
        return type.equals("string") ? Column.string(value.isValueNode() ? value.asString("") : value.toString())
                : value;
    }
}
