package dev.twinport.practice.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The kinds a cluster serves at the moment: the built-in ones, and what its established CustomResourceDefinitions add.
 * May be used by any thread.
 */
public final class Kinds {

    private volatile List<ResourceKind> all = ResourceKinds.BUILT_IN;

    /** All of them: the built-in ones first, the others in the order they came. */
    public List<ResourceKind> all() {
        return all;
    }

    /** The kind at a path, {@code /apis/GROUP/VERSION/…/PLURAL}; the core group is empty. */
    public Optional<ResourceKind> byPlural(String group, String version, String plural) {
        return find(
                kind -> kind.group().equals(group) && kind.plural().equals(plural) && kind.served().contains(version));
    }

    /** The kind of an object that says of itself what it is. */
    public Optional<ResourceKind> byKind(String apiVersion, String kind) {
        return find(candidate -> candidate.kind().equals(kind)
                && candidate.served().stream().anyMatch(v -> candidate.apiVersion(v).equals(apiVersion)));
    }

    /** What is served of a resource now. */
    public Optional<ResourceKind> current(ResourceKind resource) {
        return find(resource::equals);
    }

    /** Serves a kind from now on, or serves the same resource as this one says from now on. */
    public void put(ResourceKind kind) {
        change(kinds -> {
            int at = kinds.indexOf(kind);
            if (at < 0) {
                kinds.add(kind);
            } else {
                kinds.set(at, kind);
            }
        });
    }

    /** Serves a kind no longer. */
    public void remove(ResourceKind kind) {
        change(kinds -> kinds.remove(kind));
    }

    private Optional<ResourceKind> find(Predicate<ResourceKind> wanted) {
        return all.stream().filter(wanted).findFirst();
    }

    private synchronized void change(Consumer<List<ResourceKind>> change) {
        List<ResourceKind> changed = new ArrayList<>(all);
        change.accept(changed);
        all = List.copyOf(changed);
    }
}
