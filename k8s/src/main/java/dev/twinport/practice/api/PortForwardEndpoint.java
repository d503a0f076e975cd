package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.http.StreamConnection;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code …/pods/NAME/portforward}, in the three ways clients ask for it: SPDY, SPDY inside a WebSocket (kubectl since
 * 1.30), and numbered channels in a WebSocket (fabric8 and others; {@code pkg/kubelet/streaming/portforward}).
 */
final class PortForwardEndpoint {

    private static final String PROTOCOL = "portforward.k8s.io";
    private static final String TUNNEL = "SPDY/3.1+" + PROTOCOL;
    private static final List<String> CHANNELS = List.of("v4.channel.k8s.io", "v4.base64.channel.k8s.io");
    private static final int LAST_PORT = 65_535;
    /** Two channels for each port, and a channel's number is one byte. */
    private static final int PORT_LIMIT = 127;

    private final Store store;
    private final PodPorts ports;

    PortForwardEndpoint(Store store, PodPorts ports) {
        this.store = store;
        this.ports = ports;
    }

    /** Forwards connections until the client goes. */
    void answer(Exchange exchange, ApiPath path) throws IOException, InterruptedException {
        JsonNode pod = store.get(path.key());
        if (pod.at("/spec/nodeName").asString("").isEmpty()) {
            throw ApiFailure.badRequest("pod %s does not have a host assigned".formatted(path.name()));
        }
        ForwardedPod target = new ForwardedPod(pod, ports);
        List<String> offered = exchange.listHeader("Sec-WebSocket-Protocol");
        if (exchange.asksForWebSocket() && offered.contains(TUNNEL)) {
            forward(exchange.openSpdy(TUNNEL), target);
        } else if (exchange.asksForWebSocket()) {
            String chosen = offered.isEmpty() ? ""
                    : offered.stream().filter(CHANNELS::contains).findFirst().orElseThrow(() -> ApiFailure
                            .badRequest("unable to upgrade websocket connection: unsupported protocol"));
            forwardChannels(exchange, chosen, target);
        } else if (exchange.asksForSpdy()) {
            negotiate(exchange);
            forward(exchange.openSpdy(""), target);
        } else {
            throw ApiFailure.badRequest("Upgrade request required");
        }
    }

    private static void negotiate(Exchange exchange) {
        List<String> offered = exchange.listHeader("X-Stream-Protocol-Version");
        if (offered.isEmpty()) {
            throw ApiFailure.badRequest("unable to upgrade: X-Stream-Protocol-Version is required");
        }
        if (!offered.contains(PROTOCOL)) {
            exchange.addHeader("X-Accepted-Stream-Protocol-Versions", PROTOCOL);
            throw ApiFailure.forbidden(
                    "unable to upgrade: unable to negotiate protocol: client supports [%s], server accepts [%s]"
                            .formatted(String.join(" ", offered), PROTOCOL));
        }
        exchange.addHeader("X-Stream-Protocol-Version", PROTOCOL);
    }

    private static void forward(StreamConnection connection, ForwardedPod pod) throws InterruptedException {
        try (connection;
                ForwardedConnections forwarded = new ForwardedConnections(pod)) {
            StreamPairs pairs = new StreamPairs();
            while (connection.isOpen()) {
                Optional<StreamPairs.Pair> complete = connection.next(pairs.patience()).flatMap(pairs::add);
                complete.ifPresent(pair -> forwarded.begin(pair.port(), pair.data(), pair.errors()));
                pairs.giveUpOld();
            }
        }
    }

    private static void forwardChannels(Exchange exchange, String protocol, ForwardedPod pod)
            throws IOException, InterruptedException {
        List<Integer> asked = ports(exchange);
        try (StreamConnection connection = exchange.openChannels(protocol, 2 * asked.size());
                ForwardedConnections forwarded = new ForwardedConnections(pod)) {
            ChannelPairs.begin(connection, asked, forwarded);
            forwarded.awaitEnd();
        }
    }

    private static List<Integer> ports(Exchange exchange) {
        List<String> values = new ArrayList<>(exchange.queries("ports"));
        values.addAll(exchange.queries("port"));
        if (values.isEmpty()) {
            throw ApiFailure.badRequest("query parameter \"port\" is required");
        }
        List<Integer> ports = values.stream().flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(PortForwardEndpoint::port).toList();
        if (ports.size() > PORT_LIMIT) {
            throw ApiFailure.badRequest("at most %s ports can be forwarded".formatted(PORT_LIMIT));
        }
        return ports;
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            throw ApiFailure.badRequest("query parameter \"port\" cannot be empty");
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
            throw ApiFailure.badRequest("unable to parse \"%s\" as a port".formatted(text));
        }
        int port = Integer.parseInt(text);
        if (port < 1) {
            throw ApiFailure.badRequest("port \"%s\" must be > 0".formatted(text));
        }
        return port;
    }
}
