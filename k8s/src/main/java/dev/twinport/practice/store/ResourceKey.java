package dev.twinport.practice.store;

/**
 * Where one object lives.
 *
 * @param namespace
 *            the namespace, empty for objects that have none
 */
public record ResourceKey(ResourceKind kind, String namespace, String name) {

    /** Of the names only: a kind's own hash reads a dozen fields, and keys are looked up all the time. */
    @Override
    public int hashCode() {
        return (kind.plural().hashCode() * 31 + namespace.hashCode()) * 31 + name.hashCode();
    }
}
