package dev.twinport.practice;

/**
 * One of the tutorial's files.
 *
 * @param name
 *            the file's name, as in {@code deployment.yml}
 * @param text
 *            its content: YAML, one or several documents
 */
public record Manifest(String name, String text) {
}
