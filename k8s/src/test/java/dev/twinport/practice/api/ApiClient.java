package dev.twinport.practice.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A client that knows what a kubeconfig says, and nothing more. */
final class ApiClient implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final String token;
    private final SSLContext tls;
    private final HttpClient http;

    ApiClient(Path kubeconfig) throws IOException, GeneralSecurityException {
        JsonNode config = new YAMLMapper().readTree(Files.readString(kubeconfig));
        server = URI.create(config.at("/clusters/0/cluster/server").asString());
        token = config.at("/users/0/user/token").asString();
        byte[] pem = Base64.getDecoder().decode(config.at("/clusters/0/cluster/certificate-authority-data").asString());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("practice",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(tls).build();
    }

    private ApiClient(ApiClient other, String token) {
        server = other.server;
        this.token = token;
        tls = other.tls;
        http = other.http;
    }

    /** The same for whoever holds that token; ends with this one. */
    ApiClient holding(String otherToken) {
        return new ApiClient(this, otherToken);
    }

    /** An answer: its status code and its JSON. */
    record Answer(int code, JsonNode body) {
        String at(String pointer) {
            return body.at(pointer).asString("");
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(20)).header("Authorization",
                "Bearer " + token);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer table(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"));
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return write("POST", path, "application/json", json);
    }

    Answer put(String path, String json) throws IOException, InterruptedException {
        return write("PUT", path, "application/json", json);
    }

    Answer patch(String path, String format, String body) throws IOException, InterruptedException {
        return write("PATCH", path, "application/" + format, body);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    Answer delete(String path, String options) throws IOException, InterruptedException {
        return write("DELETE", path, "application/json", options);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** The status code of an answer, whatever its body. */
    int status(String path) throws IOException, InterruptedException {
        return status(request(path).build());
    }

    /** The status code of an answer, whatever its body. */
    int status(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The first line of the answer to a request with any Host header and no token. */
    String statusLineFor(String host) throws IOException {
        try (var socket = tls.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write("GET /version HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(host).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst()
                    .orElse("");
        }
    }

    /** The lines of an answer as they come; closing the stream disconnects. */
    Stream<String> lines(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    /** An answer's body as it came. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** Puts each message of a WebSocket into a queue, and its end as {@code closed}. */
    WebSocket messages(String path, BlockingQueue<String> into) {
        URI address = URI.create("wss" + server.resolve(path).toString().substring("https".length()));
        return http.newWebSocketBuilder().header("Authorization", "Bearer " + token)
                .buildAsync(address, new WebSocket.Listener() {
                    private final StringBuilder message = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        message.append(data);
                        if (last) {
                            into.add(message.toString());
                            message.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        into.add("closed");
                        return null;
                    }
                }).join();
    }

    /** Puts each binary message of a WebSocket into a queue, and its end as {@code closed}. */
    WebSocket binaryMessages(String path, String subprotocol, BlockingQueue<byte[]> into) {
        URI address = URI.create("wss" + server.resolve(path).toString().substring("https".length()));
        return http.newWebSocketBuilder().header("Authorization", "Bearer " + token).subprotocols(subprotocol)
                .buildAsync(address, new WebSocket.Listener() {
                    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

                    @Override
                    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                        byte[] piece = new byte[data.remaining()];
                        data.get(piece);
                        message.writeBytes(piece);
                        if (last) {
                            into.add(message.toByteArray());
                            message.reset();
                        }
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        into.add("closed".getBytes(StandardCharsets.US_ASCII));
                        return null;
                    }
                }).join();
    }

    /** A connection over TLS on which nothing has been said yet. */
    Socket connect() throws IOException {
        Socket socket = tls.getSocketFactory().createSocket(server.getHost(), server.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** The port of the server. */
    int port() {
        return server.getPort();
    }

    /** The head of a request, with the token. */
    String head(String requestLine, String... headers) {
        StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: ").append(server.getAuthority())
                .append("\r\nAuthorization: Bearer ").append(token).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** All that comes in answer to a request without a body, head and body; the server is asked to close. */
    String raw(String requestLine, String... headers) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(head(requestLine, headers)
                            .replaceFirst("\r\n\r\n$", "\r\nX-Test: last\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A connection after its upgrade. */
    Socket upgrade(String requestLine, String... headers) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(head(requestLine, headers).getBytes(StandardCharsets.ISO_8859_1));
        String answer = readHead(socket);
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException(answer);
        }
        return socket;
    }

    /** Reads up to the empty line, and not a byte more. */
    static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private Answer write(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return send(
                request(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
