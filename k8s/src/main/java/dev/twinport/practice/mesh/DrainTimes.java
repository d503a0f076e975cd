package dev.twinport.practice.mesh;

import java.time.Duration;

/**
 * How long open connections outlive what they were made by.
 *
 * @param filterChain
 *            after a change of the listener's filter chain, or its end
 * @param gatewayPod
 *            after the end of the gateway pod was asked for
 */
public record DrainTimes(Duration filterChain, Duration gatewayPod) {

    /** Istio's {@code drainDuration} and {@code terminationDrainDuration}, as {@code pkg/config/mesh/mesh.go} sets. */
    public static final DrainTimes ISTIO = new DrainTimes(Duration.ofSeconds(45), Duration.ofSeconds(5));
}
