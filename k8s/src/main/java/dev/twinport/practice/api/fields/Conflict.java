package dev.twinport.practice.api.fields;

/** A field that was applied with another value than the one its owner gave it. */
public record Conflict(Manager owner, FieldPath path) {
}
