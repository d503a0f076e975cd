package dev.twinport.practice.store;

/**
 * Where one object lives.
 *
 * @param namespace
 *            the namespace, empty for objects that have none
 */
public record ResourceKey(ResourceKind kind, String namespace, String name) {
}
