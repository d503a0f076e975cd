package dev.twinport.practice.mesh;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a DestinationRule's {@code trafficPolicy} says that a TCP client can notice. The rest (load balancing, outlier
 * detection, keep-alive) is not imitated.
 *
 * @param connectTimeout
 *            how long a connection to a pod may take; Istio's default is ten seconds
 * @param maxConnections
 *            how many connections to the destination may be open at once
 */
record UpstreamPolicy(ClientTls tls, Duration connectTimeout, int maxConnections) {

    /** What holds where nothing is said. */
    static final UpstreamPolicy DEFAULT = new UpstreamPolicy(ClientTls.AUTO, Duration.ofSeconds(10), Integer.MAX_VALUE);

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s)");

    /**
     * The policy of a subset's port. A subset's part replaces the rule's same part; settings for the port replace the
     * whole policy they stand in ({@code MergeSubsetTrafficPolicy} in istiod).
     */
    static UpstreamPolicy of(JsonNode rulePolicy, JsonNode subsetPolicy, int port) {
        Optional<JsonNode> ofSubsetsPort = ofPort(subsetPolicy, port);
        boolean whole = ofSubsetsPort.isPresent();
        JsonNode subset = ofSubsetsPort.orElse(subsetPolicy);
        JsonNode rule = ofPort(rulePolicy, port).orElse(rulePolicy);
        JsonNode pool = part(rule, subset, "connectionPool", whole).path("tcp");
        int most = pool.path("maxConnections").asInt(0);
        return new UpstreamPolicy(ClientTls.of(part(rule, subset, "tls", whole)),
                duration(pool.path("connectTimeout").asString("")).orElse(DEFAULT.connectTimeout),
                most > 0 ? most : DEFAULT.maxConnections);
    }

    private static Optional<JsonNode> ofPort(JsonNode policy, int port) {
        return policy.path("portLevelSettings").valueStream()
                .filter(setting -> setting.at("/port/number").asInt(0) == port).findFirst();
    }

    private static JsonNode part(JsonNode rule, JsonNode subset, String name, boolean whole) {
        if (subset.has(name)) {
            return subset.path(name);
        }
        return whole ? JsonNodeFactory.instance.missingNode() : rule.path(name);
    }

    /** A duration as Istio's objects write it: {@code 10s}, {@code 1m30s}, {@code 250ms}. */
    static Optional<Duration> duration(String text) {
        Matcher part = DURATION.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            double number = Double.parseDouble(part.group(1));
            long millis = switch (part.group(2)) {
                case "h" -> 3_600_000;
                case "m" -> 60_000;
                case "s" -> 1_000;
                default -> 1;
            };
            sum = sum.plusNanos(Math.round(number * millis * 1e6));
            end = part.end();
        }
        return end == text.length() && !text.isEmpty() ? Optional.of(sum) : Optional.empty();
    }
}
