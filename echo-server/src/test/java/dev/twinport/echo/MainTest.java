package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MainTest {

    @TempDir
    private Path directory;

    @Test
    void badPortIsASentenceAndCode64() throws Exception {
        try (Program server = Program.server(directory, Map.of("TCP_PORT", "http"))) {
            assertThat(server.awaitExit()).isEqualTo(64);
            assertThat(server.errors())
                    .isEqualToIgnoringNewLines("TCP_PORT is 'http', but must be a port number from 0 to 65535.");
            assertThat(server.output()).isEmpty();
        }
    }

    @Test
    void portInUseIsASentenceAndCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                Program server = Program.server(directory,
                        Map.of("TCP_PORT", Integer.toString(taken.getLocalPort())))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors()).startsWith("Cannot listen on TCP port " + taken.getLocalPort() + ": ")
                    .hasLineCount(1);
        }
    }

    @Test
    void standardOutputHasTheVeryBytesOfTheClient() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("e4bda0e5a5bd00ff0a80c3");
        try (Program server = Program.server(directory, Map.of("TCP_PORT", "0", "POD_NAME", "p1"))) {
            try (Client client = new Client(server.awaitPort())) {
                assertThat(client.receiveAsLongAs("Running on Pod p1.\n")).isEqualTo("Running on Pod p1.\n");
                client.send(bytes);
                assertThat(client.receive(bytes.length)).isEqualTo(bytes);
            }

            String output = new String(server.outputBytes(), StandardCharsets.ISO_8859_1);
            assertThat(output)
                    .contains("(converted to string): " + new String(bytes, StandardCharsets.ISO_8859_1) + "\n")
                    .contains("(converted to string): ä½\u00a0å¥½");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void sigtermLetsAnOpenConversationEndAndExitsWithCode0() throws Exception {
        try (Program server = Program.server(directory, Map.of("TCP_PORT", "0"));
                Client client = new Client(server.awaitPort())) {
            client.sendAndReceive("x");
            Instant start = Instant.now();
            server.terminate();

            assertThat(client.sendAndReceive("last words")).isEqualTo("last words");
            client.finishSending();
            assertThat(client.receiveToTheEnd()).isEmpty();

            assertThat(server.awaitExit()).isZero();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
            assertThat(server.output()).endsWith(" - TCP connection closed.\n");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void sigtermEndsAConversationThatGoesOnAfterFiveSeconds() throws Exception {
        try (Program server = Program.server(directory, Map.of("TCP_PORT", "0"));
                Client client = new Client(server.awaitPort())) {
            client.sendAndReceive("x");
            Instant start = Instant.now();
            server.terminate();

            assertThat(server.awaitExit()).isZero();
            assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
            assertThat(client.receiveToTheEnd()).isEmpty();
        }
    }
}
