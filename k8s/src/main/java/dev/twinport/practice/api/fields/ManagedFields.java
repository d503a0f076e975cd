package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.Manager.Operation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who owns which fields of one object: what {@code metadata.managedFields} says. Nobody in it owns nothing.
 *
 * @param owned
 *            what each manager owns
 */
public record ManagedFields(SortedMap<Manager, Owned> owned) {

    /** Nobody owns anything. */
    public static final ManagedFields NONE = new ManagedFields(new TreeMap<>());

    private static final String FIELDS_TYPE = "FieldsV1";
    private static final Comparator<Map.Entry<Manager, Owned>> ORDER = Comparator
            .comparing((Map.Entry<Manager, Owned> entry) -> entry.getKey().operation())
            .thenComparing(entry -> entry.getValue().time().orElse(Instant.EPOCH))
            .thenComparing(entry -> entry.getKey().name()).thenComparing(entry -> entry.getValue().apiVersion())
            .thenComparing(entry -> entry.getKey().subresource());

    public ManagedFields {
        TreeMap<Manager, Owned> something = new TreeMap<>(owned);
        something.values().removeIf(entry -> entry.fields().isEmpty());
        owned = Collections.unmodifiableSortedMap(something);
    }

    /**
     * What one manager owns.
     *
     * @param apiVersion
     *            the version its fields are named in
     * @param time
     *            when it last took some
     */
    public record Owned(FieldSet fields, String apiVersion, Optional<Instant> time) {

        Owned with(FieldSet changed) {
            return new Owned(changed, apiVersion, time);
        }
    }

    /**
     * Reads {@code metadata.managedFields}; missing is nobody.
     *
     * @throws IllegalArgumentException
     *             when it is misshapen, in the API server's words
     */
    public static ManagedFields decode(JsonNode list) {
        TreeMap<Manager, Owned> owned = new TreeMap<>();
        int index = 0;
        for (JsonNode entry : list) {
            Operation operation = switch (entry.path("operation").asString("")) {
                case "Apply" -> Operation.APPLY;
                case "Update" -> Operation.UPDATE;
                default -> throw new IllegalArgumentException("operation must be `Apply` or `Update`");
            };
            String apiVersion = entry.path("apiVersion").asString("");
            if (apiVersion.isEmpty()) {
                throw new IllegalArgumentException("apiVersion must not be empty");
            }
            if (!entry.path("fieldsType").asString("").equals(FIELDS_TYPE)) {
                throw new IllegalArgumentException("missing fieldsType in managed fields entry " + index);
            }
            Manager manager = new Manager(entry.path("manager").asString(""), operation,
                    operation == Operation.APPLY ? "" : apiVersion, entry.path("subresource").asString(""));
            FieldSet fields = entry.has("fieldsV1") ? FieldsV1.decode(entry.path("fieldsV1")) : FieldSet.EMPTY;
            owned.put(manager, new Owned(fields, apiVersion, time(entry.path("time").asString(""))));
            index++;
        }
        return new ManagedFields(owned);
    }

    /** The list for {@code metadata.managedFields}: appliers first, each group by time. */
    public ArrayNode encode() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        owned.entrySet().stream().sorted(ORDER).forEach(entry -> {
            Manager manager = entry.getKey();
            ObjectNode item = list.addObject().put("manager", manager.name()).put("operation",
                    manager.applies() ? "Apply" : "Update");
            item.put("apiVersion", entry.getValue().apiVersion());
            entry.getValue().time().ifPresent(time -> item.put("time", time.toString()));
            item.put("fieldsType", FIELDS_TYPE).set("fieldsV1", FieldsV1.encode(entry.getValue().fields()));
            if (!manager.subresource().isEmpty()) {
                item.put("subresource", manager.subresource());
            }
        });
        return list;
    }

    public boolean isEmpty() {
        return owned.isEmpty();
    }

    /** What a manager owns. */
    FieldSet of(Manager manager) {
        Owned its = owned.get(manager);
        return its == null ? FieldSet.EMPTY : its.fields();
    }

    /** When a manager last took fields; empty when it did not say or owns none. */
    Optional<Instant> timeOf(Manager manager) {
        Owned its = owned.get(manager);
        return its == null ? Optional.empty() : its.time();
    }

    ManagedFields with(Manager manager, Owned its) {
        TreeMap<Manager, Owned> changed = new TreeMap<>(owned);
        changed.put(manager, its);
        return new ManagedFields(changed);
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("malformed time in managed fields: " + text, malformed);
        }
    }
}
