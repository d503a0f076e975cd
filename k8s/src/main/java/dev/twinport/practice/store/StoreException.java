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
        Expired,
        /** HTTP 403: the object must not be as it is. */
        Forbidden,
        /** HTTP 422: a field has a value it must not have, see {@link StoreException#field}. */
        Invalid
    }

    private final Reason reason;
    private final transient @Nullable ResourceKey key;
    private final String field;

    /**
     * A refusal.
     *
     * @param key
     *            the object it is about; null when it is about none in particular
     */
    public StoreException(Reason reason, @Nullable ResourceKey key, String message) {
        this(reason, key, "", message);
    }

    private StoreException(Reason reason, @Nullable ResourceKey key, String field, String message) {
        super(message);
        this.reason = reason;
        this.key = key;
        this.field = field;
    }

    /**
     * A field has a value it must not have.
     *
     * @param field
     *            its path, as in {@code spec.ports[0].nodePort}
     * @param message
     *            what is wrong, beginning with {@code Invalid value: }
     */
    public static StoreException invalid(ResourceKey key, String field, String message) {
        return new StoreException(Reason.Invalid, key, field, message);
    }

    /** The field it is about; empty unless the reason is {@link Reason#Invalid}. */
    public String field() {
        return field;
    }

    /** The object it is about. */
    public Optional<ResourceKey> key() {
        return Optional.ofNullable(key);
    }

    public Reason reason() {
        return reason;
    }
}
