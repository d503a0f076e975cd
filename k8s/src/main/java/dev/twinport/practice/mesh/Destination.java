package dev.twinport.practice.mesh;

import java.util.List;
import java.util.Optional;

/**
 * One place a route can lead to: an Envoy cluster.
 *
 * @param cluster
 *            its name, as in {@code outbound|3333|v1|tcp-echo.default.svc.cluster.local}
 * @param weight
 *            its share of new connections, relative to the others' of the route
 * @param exists
 *            whether Service, port and subset exist
 * @param endpoints
 *            its ready pods
 */
public record Destination(String cluster, int weight, boolean exists, List<Endpoint> endpoints) {

    public Destination {
        endpoints = List.copyOf(endpoints);
    }

    /** Why no connection can be made to it; empty when one can be tried. */
    public Optional<ResponseFlag> failure() {
        if (!exists) {
            return Optional.of(ResponseFlag.NC);
        }
        return endpoints.isEmpty() ? Optional.of(ResponseFlag.UH) : Optional.empty();
    }
}
