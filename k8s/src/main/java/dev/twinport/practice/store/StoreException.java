package dev.twinport.practice.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change or a read the store refuses, with the reason the Kubernetes API has for it. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reasons, in the API server's own words ({@code metav1.StatusReason}). */
    public enum Reason {
        /** HTTP 404. */
        NotFound,
        /** HTTP 409: an object of that name is there already. */
        AlreadyExists,
        /** HTTP 409: the object has changed since the version the writer saw. */
        Conflict,
        /** HTTP 410: the history the watcher asks for is no longer kept. */
        Expired
    }

    private final Reason reason;
    private final transient @Nullable ResourceKey key;

    /**
     * A refusal.
     *
     * @param key
     *            the object it is about; null when it is about none in particular
     */
    public StoreException(Reason reason, @Nullable ResourceKey key, String message) {
        super(message);
        this.reason = reason;
        this.key = key;
    }

    /** The object it is about. */
    public Optional<ResourceKey> key() {
        return Optional.ofNullable(key);
    }

    public Reason reason() {
        return reason;
    }
}
