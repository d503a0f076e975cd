package dev.twinport.practice.access;

/**
 * Whether a request is allowed.
 *
 * @param reason
 *            by what it is, or what was in the way of finding out, in the API server's words; may be empty
 */
public record Decision(boolean allowed, String reason) {
}
