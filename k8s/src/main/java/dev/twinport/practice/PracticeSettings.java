package dev.twinport.practice;

import dev.twinport.practice.controllers.LoadBalancer;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How a practice cluster is set up.
 *
 * @param directory
 *            where its kubeconfig is written; made when it is not there
 * @param apiPort
 *            the port its API listens on if it is free; otherwise the next free one. 0 takes any
 * @param clock
 *            stamps objects, logs and events, in its zone
 * @param loadBalancer
 *            what is done for Services of type LoadBalancer, unless one says otherwise by its annotation
 *            {@link LoadBalancer#ANNOTATION}
 */
public record PracticeSettings(Path directory, int apiPort, Clock clock, LoadBalancer loadBalancer) {

    /** With load balancers that are given the address 127.0.0.1. */
    public PracticeSettings(Path directory, int apiPort, Clock clock) {
        this(directory, apiPort, clock, LoadBalancer.ADDRESS);
    }
}
