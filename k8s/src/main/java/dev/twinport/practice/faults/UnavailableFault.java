package dev.twinport.practice.faults;

/**
 * A row of the catalogue of failures that the practice cluster cannot have.
 *
 * @param reason
 *            why not
 */
public record UnavailableFault(String id, Text title, Text reason) {
}
