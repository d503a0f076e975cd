package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ports of the gateway that another program has for a while. */
class TakenPortTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final QuietCluster cluster = new QuietCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no port is silent there")
    void aPortToBeSilentOnIsSilentSoonAfterTheOtherProgramLetItGo() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 5, LOOPBACK)) {
            port = other.getLocalPort();
            nameOnAGateway(port);
            cluster.pass(Duration.ofSeconds(10));
            connect(port);
        }

        cluster.pass(Duration.ofSeconds(5));

        assertThatThrownBy(() -> connect(port)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void nobodyLooksAgainWhenAllPortsAreOpen() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 5, LOOPBACK)) {
            port = free.getLocalPort();
        }
        var before = cluster.plane.nextAppointment();

        nameOnAGateway(port);

        assertThat(cluster.plane.nextAppointment()).isEqualTo(before);
    }

    /** No Service in front of the gateway's pods has that port. */
    private void nameOnAGateway(int port) {
        cluster.apply("""
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: unexposed}
                spec:
                  selector: {istio: ingressgateway}
                  servers: [{port: {number: %1$d, name: tcp, protocol: TCP}, hosts: ["*"]}]
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: unexposed}
                spec:
                  hosts: ["*"]
                  gateways: [unexposed]
                  tcp: [{match: [{port: %1$d}], route: [{destination: {host: nobody, port: {number: 9000}}}]}]
                """.formatted(port));
    }

    private static void connect(int port) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(LOOPBACK, port), 300);
        }
    }
}
