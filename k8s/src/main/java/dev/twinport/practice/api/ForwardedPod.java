package dev.twinport.practice.api;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A pod whose ports are forwarded, and how the kubelet speaks of it. */
final class ForwardedPod {

    private final String address;
    private final String uid;
    private final PodPorts ports;

    ForwardedPod(JsonNode pod, PodPorts ports) {
        this.address = pod.at("/status/podIP").asString("");
        this.uid = pod.at("/metadata/uid").asString("");
        this.ports = ports;
    }

    Optional<InetSocketAddress> locate(int port) {
        return ports.locate(address, port);
    }

    /**
     * That nobody listens, in the words of the kubelet 1.34 and of containerd (measured): the pod is named by its
     * sandbox, which here is made up from its uid.
     */
    String refusal(int port) {
        String sandbox = sandbox();
        return "error forwarding port %s to pod %s, uid : failed to execute portforward in network namespace "
                .formatted(port, sandbox)
                + "\"/var/run/netns/cni-%s\": failed to connect to localhost:%s inside namespace \"%s\", "
                        .formatted(uid, port, sandbox)
                + "IPv4: dial tcp4 127.0.0.1:%s: connect: connection refused ".formatted(port)
                + "IPv6 dial tcp6: address localhost: no suitable address found ";
    }

    private String sandbox() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java has SHA-256.", impossible);
        }
    }
}
