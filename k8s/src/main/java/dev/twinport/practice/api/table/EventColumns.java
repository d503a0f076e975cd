package dev.twinport.practice.api.table;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** LAST SEEN TYPE REASON OBJECT MESSAGE, and what {@code -o wide} adds. */
final class EventColumns {

    static final List<Column> ALL = List.of(
            new Column("Last Seen", "string", false, (event, now) -> Column.string(seen(event, now, "lastTimestamp"))),
            Column.text("Type", event -> event.path("type").asString("")),
            Column.text("Reason", event -> event.path("reason").asString("")),
            Column.text("Object", EventColumns::object),
            Column.wideText("Subobject", event -> event.at("/involvedObject/fieldPath").asString("")),
            Column.wideText("Source", EventColumns::source),
            Column.text("Message", event -> event.path("message").asString("").strip()),
            new Column("First Seen", "string", true, (event, now) -> Column.string(seen(event, now, "firstTimestamp"))),
            Column.wideText("Count", event -> Integer.toString(event.path("count").asInt(1))),
            Column.wideText("Name", event -> event.at("/metadata/name").asString("")));

    private EventColumns() {
    }

    private static String seen(JsonNode event, Instant now, String field) {
        return Age.since(event.path(field).asString(event.path("eventTime").asString("")), now);
    }

    private static String object(JsonNode event) {
        JsonNode involved = event.path("involvedObject");
        return involved.path("kind").asString("").toLowerCase(Locale.ROOT) + "/" + involved.path("name").asString("");
    }

    private static String source(JsonNode event) {
        return Stream.of("component", "host").map(field -> event.path("source").path(field).asString(""))
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
