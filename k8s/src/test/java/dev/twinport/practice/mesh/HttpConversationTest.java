package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the gateway says to who speaks HTTP to it and means no harm, or some. */
@Timeout(60)
class HttpConversationTest {

    private final List<String> logged = new CopyOnWriteArrayList<>();

    @Test
    void answersThatThereIsNoRoute() throws Exception {
        assertThat(answer("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(logged).singleElement().asString().contains("route_not_found");
    }

    @Test
    void takesNoMoreHeadersThanEnvoy() throws Exception {
        StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 0; i < 10_000; i++) {
            request.append("x-").append(i).append(": y\r\n");
        }
        assertThat(answer(request.toString())).startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
        assertThat(logged).singleElement().asString().contains("http1.headers_too_large");
    }

    private String answer(String request) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            Thread proxy = Thread.ofVirtual().start(() -> {
                try (accepted) {
                    new HttpConversation(accepted, Clock.systemUTC(), "10.0.0.1:80", "127.0.0.1:1", "-",
                            (line, began) -> logged.add(line.text(began, Duration.ZERO))).run();
                } catch (IOException broken) {
                    logged.add(broken.toString());
                }
            });
            OutputStream out = client.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            proxy.join();
            return answer;
        }
    }
}
