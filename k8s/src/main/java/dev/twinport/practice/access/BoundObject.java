package dev.twinport.practice.access;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The object with which a token lives and dies, besides its ServiceAccount.
 *
 * @param kind
 *            {@code Pod}, {@code Secret} or {@code Node}
 */
public record BoundObject(String kind, String name, String uid) {

    private static final Map<String, ResourceKind> KINDS = Map.of("Pod", ResourceKinds.POD, "Secret",
            ResourceKinds.SECRET, "Node", ResourceKinds.NODE);

    /** The kind a token can be bound to by that name; empty when there is none. */
    public static Optional<ResourceKind> kindNamed(String kind) {
        return Optional.ofNullable(KINDS.get(kind));
    }

    /** Its name among a token's claims. */
    String claim() {
        return kind.toLowerCase(Locale.ROOT);
    }
}
