package dev.twinport.cluster;

import java.util.Optional;

/**
 * Which namespaces routes are read from. Gateway pods, their Services and the destinations of a route are looked up
 * wherever they are, as far as the rights reach.
 *
 * @param namespace
 *            one namespace; empty for all
 */
public record Scope(Optional<String> namespace) {

    public static final Scope ALL = new Scope(Optional.empty());

    public static Scope of(String namespace) {
        return new Scope(Optional.of(namespace));
    }
}
