package dev.twinport.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object in the making: fields in the order they are added. What there is not has no field. */
final class Tree {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Tree add(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    <T> Tree add(String field, Optional<T> value, Function<T, ?> written) {
        value.ifPresent(there -> fields.put(field, written.apply(there)));
        return this;
    }

    <T> Tree add(String field, Collection<T> values, Function<T, ?> written) {
        List<Object> list = new ArrayList<>();
        values.forEach(value -> list.add(written.apply(value)));
        fields.put(field, list);
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }

    /** Milliseconds, to the microsecond. */
    static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
