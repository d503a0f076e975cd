package dev.twinport.practice.api.table;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** LAST SEEN TYPE REASON OBJECT MESSAGE, and what {@code -o wide} adds. */
final class EventColumns {

    static final List<Column> ALL = List.of(
            new Column("Last Seen", "string", false, (event, now) -> Column.string(Age.since(lastSeen(event), now))),
            Column.text("Type", event -> event.path("type").asString("")),
            Column.text("Reason", event -> event.path("reason").asString("")),
            Column.text("Object", EventColumns::object),
            Column.wideText("Subobject", event -> event.at("/involvedObject/fieldPath").asString("")),
            Column.wideText("Source", EventColumns::source),
            Column.text("Message", event -> event.path("message").asString("").strip()),
            new Column("First Seen", "string", true, (event, now) -> Column.string(Age.since(firstSeen(event), now))),
            new Column("Count", "string", true,
                    (event, now) -> JsonNodeFactory.instance.numberNode(Math.max(1, count(event)))),
            Column.wideText("Name", event -> event.at("/metadata/name").asString("")));

    private EventColumns() {
    }

    private static String firstSeen(JsonNode event) {
        return event.path("firstTimestamp").asString(event.path("eventTime").asString(""));
    }

    private static String lastSeen(JsonNode event) {
        return event.at("/series/lastObservedTime").asString(event.path("lastTimestamp").asString(firstSeen(event)));
    }

    private static long count(JsonNode event) {
        return event.at("/series/count").asLong(event.path("count").asLong(0));
    }

    private static String object(JsonNode event) {
        JsonNode involved = event.path("involvedObject");
        String kind = involved.path("kind").asString("").toLowerCase(Locale.ROOT);
        String name = involved.path("name").asString("");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    /** Who says so, and on which node; events of either shape. */
    private static String source(JsonNode event) {
        String component = event.at("/source/component").asString(event.path("reportingComponent").asString(""));
        String host = event.at("/source/host").asString(event.path("reportingInstance").asString(""));
        return host.isEmpty() ? component : component + ", " + host;
    }
}
