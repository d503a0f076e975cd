package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a full queue is a refusal there")
class SilentPortTest {

    private static final int PATIENCE_MILLIS = 300;

    @Test
    void nobodyIsAnsweredFromTheFirstMomentOn() throws Exception {
        int port = freePort();
        try (SilentPort _ = SilentPort.open(port)) {
            for (int client = 0; client < 3; client++) {
                assertThatThrownBy(() -> connect(port)).as("client " + client)
                        .isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void thePortIsFreeAfterwards() throws Exception {
        int port = freePort();
        SilentPort.open(port).close();

        assertThatCode(() -> SilentPort.open(port).close()).doesNotThrowAnyException();
        try (ServerSocket another = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatCode(() -> connect(another.getLocalPort())).doesNotThrowAnyException();
        }
    }

    @Test
    void aPortOfAnotherProgramIsLeftToIt() throws Exception {
        try (ServerSocket another = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> SilentPort.open(another.getLocalPort())).isInstanceOf(IOException.class);
            assertThatCode(() -> connect(another.getLocalPort())).doesNotThrowAnyException();
        }
    }

    private static void connect(int port) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }
}
