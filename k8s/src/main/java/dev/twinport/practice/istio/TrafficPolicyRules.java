package dev.twinport.practice.istio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** How traffic to a destination is treated ({@code validateTrafficPolicy}); of load balancing, everything passes. */
final class TrafficPolicyRules {

    private static final List<String> OF_A_PORT = List.of("outlierDetection", "connectionPool", "loadBalancer", "tls");
    private static final List<String> OF_ALL = List.of("portLevelSettings", "tunnel", "proxyProtocol", "retryBudget");

    /** A number of a connection pool that is not to be negative, and the words for it. */
    private record Count(String field, String words) {
    }

    private static final List<Count> HTTP_COUNTS = List.of(
            new Count("http1MaxPendingRequests", "http1 max pending requests"),
            new Count("http2MaxRequests", "http2 max requests"),
            new Count("maxRequestsPerConnection", "max requests per connection"),
            new Count("maxRetries", "max retries"), new Count("maxConcurrentStreams", "max concurrent streams"));

    private TrafficPolicyRules() {
    }

    static Findings check(JsonNode policy) {
        Findings findings = new Findings();
        if (!policy.isObject()) {
            return findings;
        }
        if (!hasAny(policy, OF_A_PORT) && !hasAny(policy, OF_ALL)) {
            findings.error("traffic policy must have at least one field");
        } else if (policy.path("tunnel").isObject() && policy.path("proxyProtocol").isObject()) {
            findings.error("tunnel and proxyProtocol must not be set together");
        } else {
            findings.add(ofPort(policy));
            for (JsonNode port : policy.path("portLevelSettings")) {
                findings.errorIf(!port.path("port").isObject(), "portTrafficPolicy must have valid port");
                if (hasAny(port, OF_A_PORT)) {
                    findings.addErrors(ofPort(port));
                } else {
                    findings.error("port traffic policy must have at least one field");
                }
            }
        }
        return findings;
    }

    private static Findings ofPort(JsonNode policy) {
        Findings findings = new Findings();
        findings.add(outliers(policy.path("outlierDetection")));
        findings.addErrors(pool(policy.path("connectionPool")));
        findings.addErrors(ClientTlsRules.check(policy.path("tls")));
        return findings;
    }

    private static Findings outliers(JsonNode outliers) {
        Findings findings = new Findings();
        if (outliers.path("consecutiveErrors").asLong(0) != 0) {
            findings.warning(
                    "outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead");
        }
        findings.errorIf(
                !outliers.path("splitExternalLocalOriginErrors").asBoolean(false)
                        && outliers.path("consecutiveLocalOriginFailures").asLong(0) > 0,
                "outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false");
        for (String field : List.of("maxEjectionPercent", "minHealthPercent")) {
            long percent = outliers.path(field).asLong(0);
            findings.errorIf(percent < 0 || percent > 100, "percentage %s is not in range 0..100".formatted(percent));
        }
        return findings;
    }

    private static Findings pool(JsonNode pool) {
        Findings findings = new Findings();
        if (!pool.isObject()) {
            return findings;
        }
        JsonNode http = pool.path("http");
        JsonNode tcp = pool.path("tcp");
        findings.errorIf(!http.isObject() && !tcp.isObject(), "connection pool must have at least one field");
        for (Count count : HTTP_COUNTS) {
            findings.errorIf(http.path(count.field()).asLong(0) < 0, count.words() + " must be non-negative");
        }
        findings.errorIf(tcp.path("maxConnections").asLong(0) < 0, "max connections must be non-negative");
        return findings;
    }

    private static boolean hasAny(JsonNode policy, List<String> fields) {
        return fields.stream().anyMatch(field -> policy.path(field).isObject() || !policy.path(field).isEmpty());
    }
}
