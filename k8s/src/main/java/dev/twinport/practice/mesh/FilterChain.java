package dev.twinport.practice.mesh;

import java.util.List;

/**
 * What Envoy takes the connections of a listener with, as far as two are compared: a connection outlives a change of
 * anything else, and of this only until the chain is drained.
 *
 * @param clusters
 *            the clusters it leads to
 * @param weights
 *            their shares
 * @param policy
 *            whom it lets through
 */
record FilterChain(PortProtocol protocol, List<String> clusters, List<Integer> weights, AccessPolicy policy) {

    public FilterChain {
        clusters = List.copyOf(clusters);
        weights = List.copyOf(weights);
    }

    static FilterChain of(PortProtocol protocol, List<Destination> destinations, AccessPolicy policy) {
        return new FilterChain(protocol, destinations.stream().map(Destination::cluster).toList(),
                destinations.stream().map(Destination::weight).toList(), policy);
    }
}
