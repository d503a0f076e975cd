package dev.twinport.practice.api.http;

/** A request cannot be carried out for what it is as HTTP: its body is too large, too slow or cut off, say. */
public final class HttpRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    HttpRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status code to answer with. */
    public int status() {
        return status;
    }
}
