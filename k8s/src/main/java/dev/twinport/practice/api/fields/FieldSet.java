package dev.twinport.practice.api.fields;

import dev.twinport.practice.api.fields.PathElement.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fields of an object. To have a field is not to have the fields below it: {@code members} are in the set,
 * {@code children} only lead to such as are. Immutable, and without branches that lead to nothing.
 */
public record FieldSet(SortedSet<PathElement> members, SortedMap<PathElement, FieldSet> children) {

    /** No field. */
    public static final FieldSet EMPTY = new FieldSet(new TreeSet<>(), new TreeMap<>());

    public FieldSet {
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
        TreeMap<PathElement, FieldSet> leading = new TreeMap<>(children);
        leading.values().removeIf(FieldSet::isEmpty);
        children = Collections.unmodifiableSortedMap(leading);
    }

    /** The fields at these paths; the root is none. */
    public static FieldSet of(Collection<FieldPath> paths) {
        Collector collector = new Collector();
        paths.forEach(collector::add);
        return collector.set();
    }

    public boolean isEmpty() {
        return members.isEmpty() && children.isEmpty();
    }

    /** Whether the field at that path is in the set. */
    public boolean contains(FieldPath path) {
        FieldSet at = this;
        for (int i = 0; i < path.elements().size() - 1; i++) {
            at = at.below(path.elements().get(i));
        }
        return !path.elements().isEmpty() && at.members.contains(path.elements().getLast());
    }

    /** The set as seen from one step down. */
    public FieldSet below(PathElement element) {
        FieldSet child = children.get(element);
        return child == null ? EMPTY : child;
    }

    public FieldSet union(FieldSet other) {
        TreeSet<PathElement> all = new TreeSet<>(members);
        all.addAll(other.members);
        TreeMap<PathElement, FieldSet> below = new TreeMap<>(children);
        other.children.forEach((element, set) -> below.merge(element, set, FieldSet::union));
        return new FieldSet(all, below);
    }

    public FieldSet intersection(FieldSet other) {
        TreeSet<PathElement> both = new TreeSet<>(members);
        both.retainAll(other.members);
        TreeMap<PathElement, FieldSet> below = new TreeMap<>(children);
        below.replaceAll((element, set) -> set.intersection(other.below(element)));
        return new FieldSet(both, below);
    }

    /** Without the fields of another set; fields below them stay. */
    public FieldSet difference(FieldSet other) {
        return without(other, (set, element) -> set.difference(other.below(element)));
    }

    /** Without the fields of another set and all fields below them. */
    public FieldSet recursiveDifference(FieldSet other) {
        return without(other, (set, element) -> other.members.contains(element) ? EMPTY
                : set.recursiveDifference(other.below(element)));
    }

    /** With the declared fields on the way to its members: where there is {@code .a.b}, there is {@code .a}. */
    FieldSet withNamedFields(Shape shape) {
        TreeSet<PathElement> all = new TreeSet<>(members);
        TreeMap<PathElement, FieldSet> below = new TreeMap<>();
        children.forEach((element, set) -> {
            if (element instanceof Name(String name) && shape.isDeclared(name)) {
                all.add(element);
            }
            below.put(element, set.withNamedFields(shape.at(element)));
        });
        return new FieldSet(all, below);
    }

    /** The paths of all its fields, a field before those below it. */
    public List<FieldPath> paths() {
        List<FieldPath> paths = new ArrayList<>();
        collect(FieldPath.ROOT, paths);
        return paths;
    }

    private void collect(FieldPath at, List<FieldPath> paths) {
        members.forEach(element -> paths.add(at.then(element)));
        children.forEach((element, set) -> set.collect(at.then(element), paths));
    }

    private FieldSet without(FieldSet other, Descent descent) {
        TreeSet<PathElement> left = new TreeSet<>(members);
        left.removeAll(other.members);
        TreeMap<PathElement, FieldSet> below = new TreeMap<>();
        children.forEach((element, set) -> below.put(element, descent.of(set, element)));
        return new FieldSet(left, below);
    }

    @FunctionalInterface
    private interface Descent {
        FieldSet of(FieldSet set, PathElement element);
    }

    /** Gathers fields one by one; used by one thread. */
    static final class Collector {

        private final TreeSet<PathElement> members = new TreeSet<>();
        private final TreeMap<PathElement, Collector> children = new TreeMap<>();

        void add(FieldPath path) {
            Collector at = this;
            List<PathElement> elements = path.elements();
            for (int i = 0; i < elements.size() - 1; i++) {
                at = at.children.computeIfAbsent(elements.get(i), element -> new Collector());
            }
            if (!elements.isEmpty()) {
                at.members.add(elements.getLast());
            }
        }

        FieldSet set() {
            TreeMap<PathElement, FieldSet> below = new TreeMap<>();
            children.forEach((element, collector) -> below.put(element, collector.set()));
            return new FieldSet(members, below);
        }
    }
}
