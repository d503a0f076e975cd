package dev.twinport.practice.istio;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Gateways ({@code ValidateGateway}). */
final class GatewayRules {

    private static final List<String> HTTP = List.of("http", "http2", "http_proxy", "grpc", "grpc-web");
    private static final List<String> TLS = List.of("https", "tls");
    private static final List<String> OTHERS = List.of("tcp", "udp", "mongo", "redis", "mysql");
    private static final String SOCKET = "unix://";

    private GatewayRules() {
    }

    static Findings check(String name, JsonNode spec) {
        Findings findings = new Findings();
        JsonNode servers = spec.path("servers");
        findings.errorIf(!HostNames.isLabel(name), "invalid gateway name: \"%s\"".formatted(name));
        findings.errorIf(servers.isEmpty(), "gateway must have at least one server");
        for (JsonNode server : servers) {
            findings.add(server(server));
        }
        Set<String> names = new HashSet<>();
        for (JsonNode server : servers) {
            JsonNode port = server.path("port");
            if (port.isObject()) {
                String portName = port.path("name").asString("");
                findings.errorIf(!names.add(portName),
                        "port names in servers must be unique: duplicate name " + portName);
                if (!HTTP.contains(protocol(port)) && server.at("/tls/httpsRedirect").asBoolean(false)) {
                    findings.warning("tls.httpsRedirect should only be used with http servers");
                }
            }
        }
        return findings;
    }

    private static Findings server(JsonNode server) {
        Findings findings = new Findings();
        findings.errorIf(server.path("hosts").isEmpty(), "server config must contain at least one host");
        for (JsonNode host : server.path("hosts")) {
            findings.add(host(host.asString("")));
        }
        JsonNode port = server.path("port");
        String bind = server.path("bind").asString("");
        Findings wrongPort = port(port, bind);
        findings.add(wrongPort);
        findings.add(bind(port, bind));
        JsonNode tls = server.path("tls");
        findings.add(ServerTlsRules.check(tls));
        if (!wrongPort.hasErrors()) {
            findings.add(tlsOfProtocol(protocol(port), tls));
        }
        return findings;
    }

    private static Findings tlsOfProtocol(String protocol, JsonNode tls) {
        Findings findings = new Findings();
        if (TLS.contains(protocol)) {
            findings.errorIf(!tls.isObject(), "server must have TLS settings for HTTPS/TLS protocols");
        } else if (tls.isObject() && HTTP.contains(protocol)) {
            findings.errorIf(
                    !ServerTlsRules.passesThrough(tls) || ServerTlsRules.has(tls, "caCertificates")
                            || ServerTlsRules.has(tls, "privateKey") || ServerTlsRules.has(tls, "serverCertificate"),
                    "server cannot have TLS settings for plain text HTTP ports");
        } else {
            findings.errorIf(tls.isObject(), "server cannot have TLS settings for non HTTPS/TLS ports");
        }
        return findings;
    }

    private static Findings port(JsonNode port, String bind) {
        Findings findings = new Findings();
        if (!port.isObject()) {
            findings.error("port is required");
            return findings;
        }
        String protocol = protocol(port);
        findings.errorIf(!HTTP.contains(protocol) && !TLS.contains(protocol) && !OTHERS.contains(protocol),
                "invalid protocol \"%s\", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP"
                        .formatted(port.path("protocol").asString("")));
        long number = port.path("number").asLong(0);
        if (number > 0 || !bind.startsWith(SOCKET)) {
            findings.error(Addresses.port(number));
        }
        findings.errorIf(port.path("targetPort").asLong(0) > 0, "targetPort has no impact on Gateways");
        findings.errorIf(port.path("name").asString("").isEmpty(), "port name must be set: " + shown(port));
        return findings;
    }

    private static Findings bind(JsonNode port, String bind) {
        Findings findings = new Findings();
        if (bind.startsWith(SOCKET)) {
            String path = bind.substring(SOCKET.length());
            if (path.isEmpty()) {
                findings.error("unix address must not be empty");
            } else if (!path.startsWith("@") && (!path.startsWith("/") || path.endsWith("/"))) {
                findings.error(path + " is not an absolute path to a file");
            }
            findings.errorIf(port.path("number").asLong(0) != 0,
                    "port number must be 0 for unix domain socket: " + shown(port));
        } else if (!bind.isEmpty()) {
            findings.error(Addresses.address(bind));
        }
        return findings;
    }

    private static Findings host(String host) {
        String[] parts = host.split("/", 2);
        if (parts.length < 2) {
            return hostName(host);
        }
        Findings findings = new Findings();
        findings.errorIf(parts[0].isEmpty() || parts[1].isEmpty(),
                "config namespace and dnsName in host entry cannot be empty");
        findings.errorIf(!List.of("*", ".").contains(parts[0]) && !HostNames.isLabel(parts[0]),
                "invalid namespace value \"%s\" in gateway".formatted(parts[0]));
        findings.add(hostName(parts[1]));
        return findings;
    }

    private static Findings hostName(String host) {
        Findings findings = new Findings();
        findings.errorIf(!host.equals("*") && !host.contains("."), "short names (non FQDN) are not allowed");
        if (!Addresses.isAddress(host)) {
            findings.error(HostNames.wild(host));
        }
        findings.errorIf(host.contains("*") && host.length() != 1 && !host.startsWith("*."),
                "partial wildcard \"%s\" not allowed".formatted(host));
        return findings;
    }

    private static String protocol(JsonNode port) {
        return port.path("protocol").asString("").toLowerCase(Locale.ROOT);
    }

    /** A port as Go prints its protobuf message. */
    private static String shown(JsonNode port) {
        StringBuilder text = new StringBuilder();
        append(text, "number", port.path("number").asLong(0) == 0 ? "" : port.path("number").asString(""));
        append(text, "protocol", quoted(port.path("protocol").asString("")));
        append(text, "name", quoted(port.path("name").asString("")));
        append(text, "target_port", port.path("targetPort").asLong(0) == 0 ? "" : port.path("targetPort").asString(""));
        return text.toString();
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : "\"" + text + "\"";
    }

    private static void append(StringBuilder text, String field, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(field).append(':').append(value);
        }
    }
}
