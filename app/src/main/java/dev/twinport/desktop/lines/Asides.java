package dev.twinport.desktop.lines;

import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * The asides of a {@link LineBuffer}'s lines, by the lines' numbers. Each changes by itself, so that only lines that
 * are on the screen hear of it, and none but those that changed. Only for the window's thread.
 */
public final class Asides {

    private final TreeMap<Long, ObjectProperty<Optional<Aside>>> byLine = new TreeMap<>();

    /** The aside of that line, empty as long as there is nothing to tell. */
    public ObservableValue<Optional<Aside>> of(long line) {
        return property(line);
    }

    public void set(long line, Aside aside) {
        property(line).set(Optional.of(aside));
    }

    /** Forgets the lines before that one: they are not shown any more. */
    public void forgetBefore(long line) {
        byLine.headMap(line).clear();
    }

    private ObjectProperty<Optional<Aside>> property(long line) {
        return Objects.requireNonNull(byLine.computeIfAbsent(line, _ -> new SimpleObjectProperty<>(Optional.empty())));
    }
}
