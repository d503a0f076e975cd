package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GatewayListenerTest {

    private static final PortRoute ROUTE = new PortRoute(31400, false, 31400, new ObjectName("istio-system", "gateway"),
            List.of(), new ObjectName("default", "gw"), PortProtocol.TCP, Optional.empty(), List.of());

    @Test
    void whatGoesWrongWithOneConnectionEndsThatAndNoOther() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        int port = freePort();
        try (GatewayListener listener = GatewayListener.open(port, ROUTE, (client, route) -> {
            if (first.getAndSet(false)) {
                throw new IllegalStateException("nobody is there to take it");
            }
            try (client) {
                client.getOutputStream().write(route.gatewayPort() % 256);
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
        })) {
            assertThat(listener.route()).isEqualTo(ROUTE);

            assertThat(firstByteFrom(port)).isEqualTo(-1);
            assertThat(firstByteFrom(port)).isEqualTo(31400 % 256);
        }
    }

    private static int firstByteFrom(int port) throws IOException {
        try (Socket client = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            client.setSoTimeout(10_000);
            return client.getInputStream().read();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }
}
