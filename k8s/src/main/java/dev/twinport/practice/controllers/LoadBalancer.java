package dev.twinport.practice.controllers;

import java.util.Locale;
import java.util.Optional;

/** What the cloud a practice cluster stands in does for a Service of type LoadBalancer. */
public enum LoadBalancer {
    /** It gives an address, 127.0.0.1, as a cloud with a network load balancer does. */
    ADDRESS,
    /** It does nothing: there is no cloud, or its quota is used up. The Service stays {@code <pending>}. */
    PENDING,
    /** It gives a host name, {@code localhost}, as clouds do whose load balancers change addresses. */
    HOSTNAME;

    /**
     * The annotation by which one Service says what is done for it: {@code address}, {@code pending}, {@code hostname}.
     */
    public static final String ANNOTATION = "practice.twinport.dev/load-balancer";

    /** Reads the annotation's value; empty when it is none of the three words. */
    static Optional<LoadBalancer> of(String text) {
        for (LoadBalancer candidate : values()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
