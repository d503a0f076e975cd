package dev.twinport.practice.mesh;

import java.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway says of a TCP connection that is over, in the format Istio sets for Envoy when none is configured
 * ({@code meshConfig.accessLogFormat} in Istio's reference). The fields that only HTTP has are {@code -}.
 *
 * @param began
 *            when it was accepted
 * @param lasted
 *            how long it was open
 * @param flag
 *            why Envoy ended it; empty when one of the two ends did
 * @param received
 *            bytes from the client
 * @param sent
 *            bytes to the client
 * @param endpoint
 *            the pod it led to; empty when to none
 * @param cluster
 *            the Envoy cluster chosen; empty when there is no such cluster
 */
record AccessLogLine(Instant began, Duration lasted, Optional<ResponseFlag> flag, long received, long sent,
        Optional<Endpoint> endpoint, Optional<String> cluster) {

    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The line.
     *
     * @param gateway
     *            the gateway pod's own address and port
     * @param client
     *            the client's address
     * @param outgoing
     *            the address the connection to the pod was made from; null when there was none
     */
    String text(String gateway, @Nullable SocketAddress client, @Nullable SocketAddress outgoing) {
        return "[%s] \"- - -\" 0 %s - - \"%s\" %d %d %d - \"-\" \"-\" \"-\" \"-\" \"%s\" %s %s %s %s - -".formatted(
                TIME.format(began), flag.map(AccessLogLine::words).orElse("-"),
                flag.equals(Optional.of(ResponseFlag.UF)) ? "delayed_connect_error:_Connection_refused" : "-", received,
                sent, lasted.toMillis(), endpoint.map(Endpoint::toString).orElse("-"), cluster.orElse("-"),
                address(outgoing), gateway, address(client));
    }

    private static String words(ResponseFlag set) {
        // Envoy adds URX, retries exhausted, to a failure to connect: it has tried as often as it may, which is once.
        return set == ResponseFlag.UF ? "UF,URX" : set.name();
    }

    private static String address(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress known ? known.getAddress().getHostAddress() + ":" + known.getPort()
                : "-";
    }
}
