package dev.twinport.practice.api.table;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One column of a kind's table.
 *
 * @param type
 *            OpenAPI type of its cells: {@code string}, {@code integer}, {@code date}
 * @param wide
 *            shown with {@code -o wide} only
 */
record Column(String name, String type, boolean wide, Cell cell) {

    /** What an object has in this column. */
    @FunctionalInterface
    interface Cell {

        /** The cell, a JSON value; null when the object has nothing there. */
        JsonNode of(JsonNode object, Instant now);
    }

    /** What an object has in a column of text, whenever it is looked at. */
    @FunctionalInterface
    interface Text {

        String of(JsonNode object);
    }

    static Column text(String name, Text text) {
        return new Column(name, "string", false, (object, now) -> string(text.of(object)));
    }

    static Column wideText(String name, Text text) {
        return new Column(name, "string", true, (object, now) -> string(text.of(object)));
    }

    /** A value at a JSON pointer, {@code <none>} when it is not there. */
    static Column at(String name, String pointer) {
        return text(name, object -> orNone(object.at(pointer).asString("")));
    }

    /** A value at a JSON pointer, {@code <none>} when it is not there; with {@code -o wide} only. */
    static Column wideAt(String name, String pointer) {
        return wideText(name, object -> orNone(object.at(pointer).asString("")));
    }

    /** A whole number at a JSON pointer, 0 when it is not there. */
    static Column number(String name, String type, String pointer) {
        return new Column(name, type, false,
                (object, now) -> JsonNodeFactory.instance.numberNode(object.at(pointer).asLong(0)));
    }

    static Column objectName() {
        return text("Name", object -> object.at("/metadata/name").asString(""));
    }

    static Column age() {
        return new Column("Age", "string", false, Column::ageOf);
    }

    /** As {@link #age}, typed as the columns of custom kinds are. */
    static Column customAge() {
        return new Column("Age", "date", false, Column::ageOf);
    }

    /** A time as it is written in the object. */
    static Column date(String name, String pointer) {
        return new Column(name, "date", false, (object, now) -> string(object.at(pointer).asString("")));
    }

    static JsonNode string(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    static String orNone(String text) {
        return text.isEmpty() ? "<none>" : text;
    }

    private static JsonNode ageOf(JsonNode object, Instant now) {
        return string(Age.since(object.at("/metadata/creationTimestamp").asString(""), now));
    }
}
