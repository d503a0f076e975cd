package dev.twinport.practice.pods;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * Asks a container's probes as the kubelet does. A TCP probe is a real connection, which the server's log shows.
 */
final class Prober {

    private static final int TIMEOUT_MILLISECONDS = 200;

    private Prober() {
    }

    /**
     * Asks once.
     *
     * @param podAddress
     *            the pod's address, for the message
     *
     * @return what was wrong; empty when the probe has passed
     */
    static Optional<String> ask(ContainerProbe probe, Run run, String podAddress) {
        if (run.server().isEmpty()) {
            // A proxy, or a part of the cluster: it runs, and is well.
            return Optional.empty();
        }
        if (probe.action().equals("exec")) {
            return Optional.of("exec is not available: the practice cluster's containers have no commands");
        }
        String refused = "dial tcp %s:%s: connect: connection refused".formatted(podAddress, probe.port());
        boolean listening = run.server().filter(served -> served.port() == probe.port())
                .map(served -> accepts(served.address())).orElse(false);
        String url = "http://%s:%s%s".formatted(podAddress, probe.port(),
                probe.path().startsWith("/") ? probe.path() : "/" + probe.path());
        return switch (probe.action()) {
            case "tcpSocket" -> listening ? Optional.empty() : Optional.of(refused);
            // The server greets whoever connects with a sentence, and HTTP it does not speak.
            case "httpGet" -> Optional.of("Get \"%s\": %s".formatted(url,
                    listening ? "net/http: HTTP/1.x transport connection broken: malformed HTTP status code \"you\""
                            : refused));
            default -> Optional.of("timeout: failed to connect service \"%s:%s\" within 1s: context deadline exceeded"
                    .formatted(podAddress, probe.port()));
        };
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, TIMEOUT_MILLISECONDS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
