package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A value in an object, with the path that leads to it.
 *
 * @param path
 *            as in {@code spec.ports[0]}; empty for the whole object
 * @param value
 *            missing when there is nothing; not to be modified
 */
record Place(String path, JsonNode value) {

    static Place of(JsonNode object) {
        return new Place("", object);
    }

    Place child(String field) {
        return new Place(childPath(field), value.path(field));
    }

    /** The items of a list; none when this is no list. */
    List<Place> items() {
        List<Place> items = new ArrayList<>();
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            items.add(new Place(path + "[" + i + "]", value.path(i)));
        }
        return items;
    }

    String childPath(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    boolean isThere() {
        return !value.isMissingNode() && !value.isNull();
    }

    /** The text here; empty when there is none. */
    String text() {
        return value.asString("");
    }

    /** The whole number here, or another one when there is none. */
    long number(long otherwise) {
        return value.isIntegralNumber() ? value.longValue() : otherwise;
    }

    FieldError required(String detail) {
        return FieldError.required(path, detail);
    }

    FieldError invalid(String detail) {
        return FieldError.invalid(path, value, detail);
    }
}
