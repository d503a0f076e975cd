package dev.twinport.practice.mesh;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * What a proxy says of a connection or request that is over, in the format Istio sets for Envoy when none is configured
 * ({@code EnvoyTextLogFormat} in istiod). A field that does not apply is {@code -}.
 *
 * @param request
 *            method, path and protocol; {@code - - -} for TCP
 * @param code
 *            the HTTP status; 0 for TCP
 * @param flags
 *            why Envoy ended it; {@code -} when one of the two ends did
 * @param details
 *            of the response code: more of the flags
 * @param termination
 *            why Envoy closed the connection, where no flag says it: an AuthorizationPolicy
 * @param transportFailure
 *            what the connection to the pod, or TLS on it, failed of
 * @param received
 *            bytes from the client
 * @param sent
 *            bytes to the client
 * @param requester
 *            four fields of HTTP requests: forwarded-for, user agent, request id and authority
 * @param upstreamHost
 *            the pod it led to
 * @param cluster
 *            the Envoy cluster chosen
 * @param upstreamLocal
 *            the address the connection to the pod was made from
 * @param local
 *            the proxy's own address
 * @param remote
 *            the client's address
 * @param serverName
 *            the name TLS asked for
 */
record AccessLogLine(String request, int code, String flags, String details, String termination,
        String transportFailure, long received, long sent, String requester, String upstreamHost, String cluster,
        String upstreamLocal, String local, String remote, String serverName) {

    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NONE = "-";

    /** A TCP connection between a proxy's own address and a client's, of which no more is known. */
    static AccessLogLine tcp(String local, String remote) {
        return new AccessLogLine("- - -", 0, NONE, NONE, NONE, NONE, 0, 0, "\"-\" \"-\" \"-\" \"-\"", NONE, NONE, NONE,
                local, remote, NONE);
    }

    /** An HTTP request, or what came instead of one. */
    static AccessLogLine http(String request, int code, String flags, String details, long sent, String requester,
            String local, String remote, String serverName) {
        return new AccessLogLine(request, code, flags, details, NONE, NONE, 0, sent, requester, NONE, NONE, NONE, local,
                remote, serverName);
    }

    AccessLogLine flagged(String set, String more) {
        return new AccessLogLine(request, code, set, more, termination, transportFailure, received, sent, requester,
                upstreamHost, cluster, upstreamLocal, local, remote, serverName);
    }

    AccessLogLine flagged(ResponseFlag flag) {
        return flagged(flag.logged(), details);
    }

    AccessLogLine terminated(Optional<String> why) {
        return new AccessLogLine(request, code, flags, details, why.orElse(NONE), transportFailure, received, sent,
                requester, upstreamHost, cluster, upstreamLocal, local, remote, serverName);
    }

    AccessLogLine failed(String why) {
        return new AccessLogLine(request, code, flags, details, termination, why, received, sent, requester,
                upstreamHost, cluster, upstreamLocal, local, remote, serverName);
    }

    AccessLogLine bytes(long fromClient, long toClient) {
        return new AccessLogLine(request, code, flags, details, termination, transportFailure, fromClient, toClient,
                requester, upstreamHost, cluster, upstreamLocal, local, remote, serverName);
    }

    AccessLogLine to(String chosen) {
        return new AccessLogLine(request, code, flags, details, termination, transportFailure, received, sent,
                requester, upstreamHost, chosen, upstreamLocal, local, remote, serverName);
    }

    AccessLogLine at(String pod, String from) {
        return new AccessLogLine(request, code, flags, details, termination, transportFailure, received, sent,
                requester, pod, cluster, from, local, remote, serverName);
    }

    /** Without a connection to the pod, though it was tried. */
    AccessLogLine fromNowhere() {
        return at(upstreamHost, NONE);
    }

    AccessLogLine named(String name) {
        return new AccessLogLine(request, code, flags, details, termination, transportFailure, received, sent,
                requester, upstreamHost, cluster, upstreamLocal, local, remote, name);
    }

    /** The line. */
    String text(Instant began, Duration lasted) {
        return "[%s] \"%s\" %s %s %s %s \"%s\" %s %s %s - %s \"%s\" %s %s %s %s %s -".formatted(TIME.format(began),
                request, code, flags, details, termination, transportFailure, received, sent, lasted.toMillis(),
                requester, upstreamHost, cluster, upstreamLocal, local, remote, serverName);
    }
}
