package dev.twinport.practice.store;

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

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
