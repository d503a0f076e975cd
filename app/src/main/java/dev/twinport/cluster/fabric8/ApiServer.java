package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.route.KubernetesObject;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.TrustManager;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Kubernetes API over fabric8's HTTP client, which brings credentials, their renewal, TLS and proxies. Objects are
 * plain maps both ways. Every wait for an answer is bounded; closing it ends all that are under way.
 */
final class ApiServer implements AutoCloseable {

    static final Duration CONNECT = Duration.ofSeconds(5);
    static final Duration ANSWER = Duration.ofSeconds(10);

    /** Longest answer that is read; a page of the largest objects there are is smaller. */
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;
    /** Longest description of an error that is read. */
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {
    };
    private static final JsonMapper JSON = new JsonMapper();

    private final String address;
    private final HttpClient http;
    private final Failures failures;
    private final Turns turns;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private final Set<InputStream> reading = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @throws GeneralSecurityException
     *             when certificates or keys of the configuration cannot be read
     * @throws IOException
     *             likewise
     */
    ApiServer(Config config) throws GeneralSecurityException, IOException {
        String master = config.getMasterUrl();
        this.address = master.endsWith("/") ? master.substring(0, master.length() - 1) : master;
        this.failures = new Failures(address.replaceFirst("//[^/@]*@", "//"));
        ServerTrust trust = ServerTrust.of(config);
        this.turns = new Turns(address.startsWith(Config.HTTPS_PROTOCOL_PREFIX), trust::protocol);
        this.http = client(config).sslContext(SSLUtils.keyManagers(config), new TrustManager[] { trust }).build();
    }

    /** As the library configures it, but for the trust in servers; of that, it would first read what Java knows. */
    private static HttpClient.Builder client(Config config) {
        HttpClient.Factory factory = new JdkHttpClientFactory();
        if (config.getHttpProxy() != null || config.getHttpsProxy() != null) {
            return factory.newBuilder(config);
        }
        HttpClient.Builder builder = factory.newBuilder().followAllRedirects()
                .connectTimeout(config.getConnectionTimeout(), TimeUnit.MILLISECONDS);
        builder.tag(config.getRequestConfig());
        if (config.getTlsServerName() != null && !config.getTlsServerName().isEmpty()) {
            builder.tlsServerName(config.getTlsServerName());
        }
        HttpClientUtils.createApplicableInterceptors(config, factory).forEach(builder::addOrReplaceInterceptor);
        return builder;
    }

    /** Reads one object or list. */
    KubernetesObject get(Request request) throws ClusterException {
        return object(request, http.newHttpRequestBuilder());
    }

    /** Sends a server-side apply; the answer is the object as it is now. */
    KubernetesObject apply(Request request, KubernetesObject object) throws ClusterException {
        String body = JSON.writeValueAsString(object.content());
        return object(request, http.newHttpRequestBuilder().method("PATCH", "application/apply-patch+yaml", body));
    }

    /** Creates an object; the answer is the object as it is now. */
    KubernetesObject create(Request request, Map<String, Object> content) throws ClusterException {
        String body = JSON.writeValueAsString(content);
        return object(request, http.newHttpRequestBuilder().method("POST", "application/json", body));
    }

    /** Sends a merge patch; the answer is the object as it is now. */
    KubernetesObject merge(Request request, Map<String, Object> patch) throws ClusterException {
        String body = JSON.writeValueAsString(patch);
        return object(request, http.newHttpRequestBuilder().method("PATCH", "application/merge-patch+json", body));
    }

    /** Opens an answer that goes on until the server or {@link #release} ends it. */
    InputStream stream(Request request) throws ClusterException {
        return open(request, http.newHttpRequestBuilder().forStreaming());
    }

    /** Ends a stream, and a read of it that is under way. */
    void release(InputStream stream) {
        reading.remove(stream);
        try {
            stream.close();
        } catch (IOException _) {
            // Nothing more is wanted of it.
        }
    }

    /** How often what has been asked, as in {@code list pods}. */
    Map<String, Long> requests() {
        Map<String, Long> counts = new TreeMap<>();
        asked.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    Failures failures() {
        return failures;
    }

    boolean isClosed() {
        return closed;
    }

    static KubernetesObject parse(byte[] json) {
        return new KubernetesObject(JSON.readValue(json, OBJECT));
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(Runnable::run);
        reading.forEach(this::release);
        http.close();
    }

    private KubernetesObject object(Request request, HttpRequest.Builder builder) throws ClusterException {
        return turns.take(() -> answer(request, builder));
    }

    private KubernetesObject answer(Request request, HttpRequest.Builder builder) throws ClusterException {
        InputStream body = open(request, builder.timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        try {
            byte[] answer = read(body, LONGEST_ANSWER + 1);
            if (answer.length > LONGEST_ANSWER) {
                throw Failures.of(ClusterException.Cause.UNREACHABLE, "cluster.notKubernetes", address);
            }
            return parse(answer);
        } catch (JacksonException _) {
            throw Failures.of(ClusterException.Cause.UNREACHABLE, "cluster.notKubernetes", address);
        } finally {
            release(body);
        }
    }

    /** The body may stall as well as the head: reading it has a bound of its own, in time and in size. */
    private byte[] read(InputStream body, int atMost) throws ClusterException {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        Thread.ofVirtual().name("answer of " + address).start(() -> {
            try {
                all.complete(body.readNBytes(atMost));
            } catch (IOException e) {
                all.completeExceptionally(e);
            }
        });
        return await(all);
    }

    private InputStream open(Request request, HttpRequest.Builder builder) throws ClusterException {
        if (closed) {
            throw Failures.cancelled();
        }
        asked.computeIfAbsent(request.verb() + " " + request.resource(), _ -> new LongAdder()).increment();
        HttpResponse<InputStream> response = await(send(builder.uri(address + request.path()).build()));
        InputStream body = response.body();
        reading.add(body);
        if (closed) {
            release(body);
            throw Failures.cancelled();
        }
        if (!response.isSuccessful()) {
            String said = refusal(body);
            throw failures.refused(request, response.code(), said);
        }
        return body;
    }

    private CompletableFuture<HttpResponse<InputStream>> send(HttpRequest request) throws ClusterException {
        try {
            return http.sendAsync(request, InputStream.class);
        } catch (RejectedExecutionException e) {
            // Closed since it was looked at: the client's threads are gone.
            throw closed ? Failures.cancelled() : failures.noAnswer(e);
        }
    }

    private <T> T await(CompletableFuture<T> answer) throws ClusterException {
        Runnable cancel = () -> answer.cancel(true);
        waiting.add(cancel);
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            throw closed ? Failures.cancelled() : failures.noAnswer(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled();
        } finally {
            waiting.remove(cancel);
            cancel.run();
        }
    }

    /** The message of the Status object an error comes with, or the text as it is when it is short. */
    private String refusal(InputStream body) {
        try {
            byte[] bytes = read(body, LONGEST_REFUSAL);
            try {
                Map<String, Object> status = JSON.readValue(bytes, OBJECT);
                return String.valueOf(status.getOrDefault("message", ""));
            } catch (JacksonException _) {
                String text = new String(bytes, StandardCharsets.UTF_8).strip();
                return text.length() > 300 ? text.substring(0, 300) : text;
            }
        } catch (ClusterException _) {
            return "";
        } finally {
            release(body);
        }
    }
}
