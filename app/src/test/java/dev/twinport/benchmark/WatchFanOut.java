package dev.twinport.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ten clients of the API in this process, each with a watch of the same pods on a connection of its own, which read
 * every event to its last byte: how long until all ten have seen a thing happen to a thousand pods.
 */
final class WatchFanOut implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WATCHERS = 10;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final URI server;
    private final String token;
    private final HttpClient http;
    private final List<Watcher> watchers = new ArrayList<>();

    /** What one client has seen: pods by name, and events. */
    private record Watcher(Stream<String> lines, Set<String> ready, Set<String> labelled, Set<String> gone,
            AtomicLong events) {

        /** Until the watch ends; one that ends early is missed by whoever waits for what it sees. */
        void read() {
            try {
                lines.forEach(this::take);
            } catch (UncheckedIOException ended) {
                // Closed, or broken off.
            }
        }

        private void take(String line) {
            JsonNode event = JSON.readTree(line);
            JsonNode pod = event.path("object");
            String name = pod.at("/metadata/name").asString("");
            if (event.path("type").asString("").equals("DELETED")) {
                gone.add(name);
            } else if (pod.at("/metadata/labels/round").isString()) {
                labelled.add(name);
            } else if (pod.at("/status/conditions").valueStream()
                    .anyMatch(condition -> condition.path("type").asString("").equals("Ready")
                            && condition.path("status").asString("").equals("True"))) {
                ready.add(name);
            }
            events.incrementAndGet();
        }
    }

    /**
     * Opens the watches.
     *
     * @param authority
     *            the certificate the API is trusted by, PEM in Base64, as a kubeconfig has it
     */
    WatchFanOut(String server, String token, String authority, String query)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.server = URI.create(server);
        this.token = token;
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("practice", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(authority))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < WATCHERS; i++) {
            Stream<String> lines = http
                    .send(request("/api/v1/pods?watch=true&" + query).build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
            Watcher watcher = new Watcher(lines, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet(), new AtomicLong());
            watchers.add(watcher);
            Thread.ofPlatform().daemon().name("benchmark-watch-" + i).start(watcher::read);
        }
    }

    /** A thing that is done to pods. */
    interface Change {
        void begin() throws IOException, InterruptedException;
    }

    /** Until all have seen that many pods ready. */
    String untilReady(int pods, Change change) throws IOException, InterruptedException {
        return measure("to %,d pods ready, seen by %d watches", pods, watcher -> watcher.ready().size(), change);
    }

    /** Gives every pod in the namespace that became ready a label, one request after the other. */
    String untilLabelled(String namespace) throws IOException, InterruptedException {
        List<String> pods = List.copyOf(watchers.getFirst().ready());
        return measure("%,d pods labelled, seen by %d watches", pods.size(), watcher -> watcher.labelled().size(),
                () -> {
                    for (String pod : pods) {
                        label(namespace, pod);
                    }
                });
    }

    /** Until all have seen that many pods gone. */
    String untilGone(int pods, Change change) throws IOException, InterruptedException {
        return measure("to %,d pods gone, seen by %d watches", pods, watcher -> watcher.gone().size(), change);
    }

    private void label(String namespace, String pod) throws IOException, InterruptedException {
        HttpRequest.Builder patch = request("/api/v1/namespaces/%s/pods/%s".formatted(namespace, pod))
                .header("Content-Type", "application/merge-patch+json").method("PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"metadata\":{\"labels\":{\"round\":\"two\"}}}"));
        HttpResponse<String> answer = http.send(patch.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    private String measure(String what, int pods, ToIntFunction<Watcher> seen, Change change)
            throws IOException, InterruptedException {
        long before = events();
        long begun = System.nanoTime();
        change.begin();
        while (watchers.stream().anyMatch(watcher -> seen.applyAsInt(watcher) < pods)) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IOException("The watches have seen " + watchers.stream().mapToInt(seen).boxed().toList()
                        + " of " + pods + " pods.");
            }
            LockSupport.parkNanos(1_000_000);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long events = events() - before;
        return String.format(Locale.ROOT, "  %-44s        %9.1f ms  %,d events, %,.0f per second%n",
                what.formatted(pods, WATCHERS), seconds * 1e3, events, events / seconds);
    }

    private long events() {
        return watchers.stream().mapToLong(watcher -> watcher.events().get()).sum();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
    }

    /** Ends the watches. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
