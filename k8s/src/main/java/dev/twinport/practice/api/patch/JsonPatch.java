package dev.twinport.practice.api.patch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Patch, RFC 6902: operations one after the other, all or none. What copies add together is bounded, as the API
 * server bounds it: copies of copies would grow beyond all measure.
 */
public final class JsonPatch {

    private static final int COPY_LIMIT = 3 * 1024 * 1024;

    private JsonNode document;
    private int copied;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /**
     * The target after all operations; neither argument is changed.
     *
     * @throws PatchException
     *             when an operation is none, or does not fit the target
     */
    public static JsonNode apply(JsonNode target, ArrayNode operations) {
        JsonPatch patch = new JsonPatch(target.deepCopy());
        operations.forEach(patch::carryOut);
        return patch.document;
    }

    private void carryOut(JsonNode operation) {
        List<String> path = path(operation, "path");
        switch (operation.path("op").asString("")) {
            case "add" ->
                    add(path, operation.has("value") ? operation.path("value").deepCopy() : NullNode.getInstance());
            case "remove" -> remove(path);
            case "replace" -> replace(path, value(operation).deepCopy());
            case "move" -> {
                List<String> from = path(operation, "from");
                if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
                    throw PatchException.unfitting("move into itself");
                }
                add(path, remove(from));
            }
            case "copy" -> {
                JsonNode value = find(path(operation, "from"));
                copied += value.toString().length();
                if (copied > COPY_LIMIT) {
                    throw PatchException.unfitting("copies are larger than " + COPY_LIMIT);
                }
                add(path, value.deepCopy());
            }
            case "test" -> {
                if (!same(present(path), value(operation))) {
                    throw PatchException.unfitting("testing value failed");
                }
            }
            default -> throw PatchException.unfitting("Unexpected kind: " + operation.path("op").asString(""));
        }
    }

    private void add(List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            document = value;
            return;
        }
        String last = path.getLast();
        switch (find(path.subList(0, path.size() - 1))) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array -> array.insert(last.equals("-") ? array.size() : index(last, array.size()), value);
            default -> throw missing(path);
        }
    }

    private JsonNode remove(List<String> path) {
        JsonNode value = find(path);
        if (path.isEmpty()) {
            document = MissingNode.getInstance();
            return value;
        }
        switch (find(path.subList(0, path.size() - 1))) {
            case ObjectNode object -> object.remove(path.getLast());
            case ArrayNode array -> array.remove(index(path.getLast(), array.size() - 1));
            default -> throw missing(path);
        }
        return value;
    }

    /** What is there, or null for a field that is not. */
    private JsonNode present(List<String> path) {
        if (path.isEmpty() || !(find(path.subList(0, path.size() - 1)) instanceof ObjectNode object)) {
            return find(path);
        }
        JsonNode value = object.path(path.getLast());
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }

    /** A field that is not there is added: so does the library the API server patches with. */
    private void replace(List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            document = value;
            return;
        }
        switch (find(path.subList(0, path.size() - 1))) {
            case ObjectNode object -> object.set(path.getLast(), value);
            case ArrayNode array -> array.set(index(path.getLast(), array.size() - 1), value);
            default -> throw missing(path);
        }
    }

    private JsonNode find(List<String> path) {
        JsonNode at = document;
        for (String step : path) {
            at = at.isArray() ? at.path(index(step, at.size() - 1)) : at.path(step);
            if (at.isMissingNode()) {
                throw missing(path);
            }
        }
        return at;
    }

    /** A place in a list; from its end when it is negative. */
    private static int index(String text, int last) {
        try {
            int index = Integer.parseInt(text);
            int place = index < 0 ? last + 1 + index : index;
            if (place >= 0 && place <= last) {
                return place;
            }
        } catch (NumberFormatException noNumber) {
            throw PatchException.unfitting("no index of a list: " + text);
        }
        throw PatchException.unfitting("no such index: " + text);
    }

    private static JsonNode value(JsonNode operation) {
        if (!operation.has("value")) {
            throw PatchException.unfitting("operation without a value");
        }
        return operation.path("value");
    }

    private static List<String> path(JsonNode operation, String name) {
        String text = operation.path(name).isString() ? operation.path(name).stringValue() : "-";
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw PatchException.unfitting("operation without a " + name);
        }
        List<String> path = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String step : text.substring(1).split("/", -1)) {
                path.add(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return path;
    }

    private static boolean same(JsonNode first, JsonNode second) {
        return first.equals(
                (a, b) -> a.isNumber() && b.isNumber() ? decimal(a).compareTo(decimal(b)) : a.equals(b) ? 0 : 1,
                second);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    private static PatchException missing(List<String> path) {
        return PatchException.unfitting("nothing is at /" + String.join("/", path));
    }
}
