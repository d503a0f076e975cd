package dev.twinport.report;

import dev.twinport.cluster.ClusterName;
import dev.twinport.session.RouteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The record of one verification: everything a report of any form is made from.
 *
 * @param program
 *            this program's version
 * @param cluster
 *            which cluster it was
 * @param versions
 *            of everything that was read, by what it is the version of ({@code Kubernetes}, {@code Istio}, ...), in the
 *            order to be shown
 * @param started
 *            when it began
 * @param took
 *            how long it took
 * @param interrupted
 *            whether it was ended before its time: the results are those so far
 * @param sampled
 *            whether the shares of connections were measured: then they are told beside the weights
 * @param results
 *            of each route, in the routes' order
 * @param requests
 *            how often what was asked of the API server, as in {@code list pods}; empty when it was not counted
 */
public record Report(String program, ClusterName cluster, Map<String, String> versions, Instant started, Duration took,
        boolean interrupted, boolean sampled, List<RouteResult> results, Map<String, Long> requests) {

    public Report {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        results = List.copyOf(results);
        requests = Collections.unmodifiableMap(new TreeMap<>(requests));
    }

    /** Without a count of requests. */
    public Report(String program, ClusterName cluster, Map<String, String> versions, Instant started, Duration took,
            boolean interrupted, boolean sampled, List<RouteResult> results) {
        this(program, cluster, versions, started, took, interrupted, sampled, results, Map.of());
    }
}
