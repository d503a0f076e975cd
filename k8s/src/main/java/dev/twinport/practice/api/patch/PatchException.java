package dev.twinport.practice.api.patch;

/** A patch that cannot be applied to the object it is for; the message says why, as the API server would. */
public final class PatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean malformed;

    private PatchException(String message, boolean malformed) {
        super(message);
        this.malformed = malformed;
    }

    /** The patch itself is wrong, whatever it is for. */
    static PatchException malformed(String message) {
        return new PatchException(message, true);
    }

    /** The patch does not fit the object. */
    static PatchException unfitting(String message) {
        return new PatchException(message, false);
    }

    /** Whether the patch is wrong for any object. */
    public boolean isMalformed() {
        return malformed;
    }
}
