package dev.twinport.practice.mesh;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Istio takes the traffic of a port to be. */
enum PortProtocol {
    /** Bytes, handed on as they come. */
    TCP,
    /** HTTP in any version: other bytes are answered with status 400. */
    HTTP,
    /** Not said: a sidecar that is spoken to in plain text waits for the client's first bytes to guess. */
    UNKNOWN;

    private static final Set<String> HTTP_NAMES = Set.of("http", "http2", "grpc", "http_proxy");
    // Istio turns MySQL, Mongo and Redis into plain TCP unless told otherwise; TLS and UDP count as bytes, too.
    private static final Set<String> TCP_NAMES = Set.of("tcp", "tls", "https", "mongo", "mysql", "redis", "udp");
    private static final Set<Integer> WELL_KNOWN = Set.of(25, 53, 3306, 27017);

    /**
     * The protocol of a Service's port: its {@code appProtocol}, or else its name up to the first hyphen
     * ({@code ConvertProtocol} in Istio's {@code pkg/config/kube/conversion.go}).
     */
    static PortProtocol ofServicePort(JsonNode port) {
        String said = port.hasNonNull("appProtocol") ? port.path("appProtocol").asString("")
                : port.path("name").asString("");
        String name = said.toLowerCase(Locale.ROOT);
        if (name.startsWith("grpc-web") || name.equals("kubernetes.io/h2c") || name.equals("kubernetes.io/ws")) {
            return HTTP;
        }
        if (name.equals("kubernetes.io/wss")) {
            return TCP;
        }
        PortProtocol named = ofName(name.contains("-") ? name.substring(0, name.indexOf('-')) : name);
        return named == UNKNOWN && WELL_KNOWN.contains(port.path("port").asInt(0)) ? TCP : named;
    }

    /** The protocol of a Gateway's server, {@code servers[].port.protocol}: whatever is not HTTP is bytes. */
    static PortProtocol ofGatewayServer(JsonNode server) {
        String name = server.path("port").path("protocol").asString("").toLowerCase(Locale.ROOT);
        return name.equals("grpc-web") || ofName(name) == HTTP ? HTTP : TCP;
    }

    private static PortProtocol ofName(String name) {
        if (HTTP_NAMES.contains(name)) {
            return HTTP;
        }
        return TCP_NAMES.contains(name) ? TCP : UNKNOWN;
    }
}
