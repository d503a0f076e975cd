package dev.twinport.practice.faults;

import org.jspecify.annotations.Nullable;

/** A fault that cannot be injected or restored; the message is a sentence's end, in English. */
public final class FaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The kinds of refusal. */
    public enum Reason {
        /** There is no fault of that id or name. */
        UNKNOWN,
        /** There is no such namespace. */
        NO_NAMESPACE,
        /** The cluster's objects are not those the fault is made for: the message says what the API said. */
        REFUSED
    }

    FaultException(Reason reason, String message) {
        this(reason, message, null);
    }

    FaultException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What it is about, never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
