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
 * @param policy
 *            how connections to it are made
 * @param endpoints
 *            its ready pods
 */
public record Destination(String cluster, int weight, boolean exists, UpstreamPolicy policy, List<Endpoint> endpoints) {

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

    /** The server name of TLS to it: the cluster's name with the characters a host name may have. */
    String serverName() {
        return cluster.replace("|", "_.");
    }
}
