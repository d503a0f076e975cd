package dev.twinport.practice.api.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The way from an object's root down to one of its fields; the root itself when there are no elements. */
public record FieldPath(List<PathElement> elements) {

    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        elements = List.copyOf(elements);
    }

    /** The path of fields in fields, by their names. */
    public static FieldPath of(String... names) {
        List<PathElement> elements = new ArrayList<>();
        for (String name : names) {
            elements.add(new PathElement.Name(name));
        }
        return new FieldPath(elements);
    }

    /** One step further down. */
    public FieldPath then(PathElement element) {
        List<PathElement> longer = new ArrayList<>(elements);
        longer.add(element);
        return new FieldPath(longer);
    }

    /** As in {@code .spec.template.spec.containers[name="main"].image}. */
    @Override
    public String toString() {
        return elements.stream().map(PathElement::toString).collect(Collectors.joining());
    }
}
