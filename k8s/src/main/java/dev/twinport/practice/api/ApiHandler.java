package dev.twinport.practice.api;

import dev.twinport.practice.access.Authentication;
import dev.twinport.practice.access.Caller;
import dev.twinport.practice.access.CurrentPolicy;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.http.HttpRefusal;
import dev.twinport.practice.api.http.RequestHandler;
import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.Kinds;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every request's way: the gate, then the endpoint its path and method name, then a Status if that refuses. */
final class ApiHandler implements RequestHandler {

    private static final String ENDPOINTS_ARE_DEPRECATED = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
    /** Documents that the API server sets in lines for whoever reads them. */
    private static final Set<String> ALWAYS_IN_LINES = Set.of("/", "/version", "/version/");
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final Kinds kinds;
    private final Discovery discovery;
    private final AggregatedDiscovery aggregatedDiscovery;
    private final OpenApi openApi;
    private final Gate gate;
    private final CurrentPolicy policy;
    private final AccessReviews accessReviews;
    private final IdentityReviews identityReviews;
    private final TokenRequests tokenRequests;
    private final ObjectEndpoint objects;
    private final ScaleEndpoint scales;
    private final WatchEndpoint watches;
    private final LogEndpoint logs;
    private final PodStreams streams;

    ApiHandler(Authentication authentication, ServiceAccountTokens tokens, Store store, PodLogs logs, PodPorts ports,
            Clock clock) {
        this.kinds = store.kinds();
        this.discovery = new Discovery(kinds);
        this.aggregatedDiscovery = new AggregatedDiscovery(kinds);
        this.openApi = new OpenApi(store, new Schemas(store));
        this.policy = new CurrentPolicy(store);
        this.gate = new Gate(authentication, policy);
        this.accessReviews = new AccessReviews(policy);
        this.identityReviews = new IdentityReviews(authentication, clock);
        this.tokenRequests = new TokenRequests(store, tokens, clock);
        ObjectWrites writes = new ObjectWrites(store);
        this.objects = new ObjectEndpoint(store, writes, clock);
        this.scales = new ScaleEndpoint(store, writes);
        this.watches = new WatchEndpoint(store, clock);
        this.logs = new LogEndpoint(store, logs, clock);
        this.streams = new PodStreams(store, ports);
    }

    @Override
    public void handle(Exchange exchange) throws IOException, InterruptedException {
        try {
            answer(exchange, gate.admit(exchange));
        } catch (ApiFailure refusal) {
            refuse(exchange, refusal);
        } catch (HttpRefusal refusal) {
            refuse(exchange, ApiFailure.from(refusal));
        } catch (StoreException refusal) {
            refuse(exchange, ApiFailure.from(refusal));
        } catch (JacksonException misshapen) {
            refuse(exchange, ApiFailure
                    .badRequest("the object provided is not made as its kind is: " + misshapen.getOriginalMessage()));
        } catch (RuntimeException defect) {
            LOG.error("{} {} failed", exchange.method(), exchange.path(), defect);
            refuse(exchange, ApiFailure.internal());
        }
    }

    private void answer(Exchange exchange, Caller caller) throws IOException, InterruptedException {
        String path = exchange.path();
        if (AccessReviews.areAskedFor(path)) {
            send(exchange, 201, accessReviews.answer(exchange, caller));
        } else if (IdentityReviews.areAskedFor(path)) {
            send(exchange, 201, identityReviews.answer(exchange, caller));
        } else {
            answerHealthOrObject(exchange, caller);
        }
    }

    private void answerHealthOrObject(Exchange exchange, Caller caller) throws IOException, InterruptedException {
        switch (exchange.path()) {
            case "/healthz", "/livez", "/readyz" ->
                    exchange.respond(200, "text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
            default -> answerDocumentOrObject(exchange, caller);
        }
    }

    private void answerDocumentOrObject(Exchange exchange, Caller caller) throws IOException, InterruptedException {
        String path = exchange.path();
        if (OpenApi.isAskedFor(path)) {
            openApi.answer(exchange);
            return;
        }
        Optional<ObjectNode> aggregated = aggregatedDiscovery.document(path, exchange.header("Accept"));
        Optional<ObjectNode> document = aggregated.or(() -> discovery.document(path, exchange.header("Host")));
        if (document.isPresent()) {
            if (!exchange.method().equals("GET")) {
                throw ApiFailure.methodNotAllowed();
            }
            if (aggregated.isPresent()) {
                exchange.respond(200, AggregatedDiscovery.MEDIA_TYPE, Json.bytes(document.get()));
            } else {
                send(exchange, 200, document.get());
            }
            return;
        }
        Optional<ApiPath> object = ApiPath.parse(kinds, path).filter(named -> isServed(named, exchange.method()));
        if (object.isPresent()) {
            answer(exchange, object.get(), caller);
        } else if (discovery.document(groupVersion(path), "").isPresent()) {
            throw ApiFailure.noSuchResource();
        } else {
            // Outside of the groups and versions it has, the API server answers as Go's web server does.
            exchange.addHeader("X-Content-Type-Options", "nosniff");
            exchange.respond(404, "text/plain; charset=utf-8", "404 page not found\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Of custom kinds, what is in all namespaces has no path but to be read. */
    private static boolean isServed(ApiPath path, String method) {
        return method.equals("GET") || !path.kind().custom() || path.isOfOnePlace();
    }

    private void answer(Exchange exchange, ApiPath path, Caller caller) throws IOException, InterruptedException {
        boolean isLog = path.kind().equals(ResourceKinds.POD) && path.subresource().equals("log");
        boolean isStatus = path.subresource().equals("status") && path.kind().hasStatus();
        if (path.kind().equals(ResourceKinds.ENDPOINTS)) {
            exchange.warn(ENDPOINTS_ARE_DEPRECATED);
        }
        if (isLog && exchange.method().equals("GET")) {
            logs.answer(exchange, path);
        } else if (isLog) {
            throw ApiFailure.methodNotAllowed();
        } else if (PodStreams.isAskedFor(path)) {
            streams.answer(exchange, path);
        } else if (ScaleEndpoint.isAskedFor(path)) {
            send(exchange, 200, scales.answer(exchange, path, caller.name()));
        } else if (TokenRequests.areAskedFor(path)) {
            send(exchange, 201, tokenRequests.answer(exchange, path));
        } else if (!path.subresource().isEmpty() && !isStatus) {
            throw ApiFailure.noSuchResource();
        } else if (exchange.method().equals("GET") && path.isCollection() && WatchEndpoint.isAskedFor(exchange)) {
            watches.answer(exchange, path);
        } else {
            ObjectEndpoint.Answer answer = objects.answer(exchange, path, caller,
                    new CallerWriteCheck(gate, policy, caller));
            send(exchange, answer.code(), answer.body());
        }
    }

    /** The beginning of a resource's path, {@code /api/v1} or {@code /apis/GROUP/VERSION}. */
    private static String groupVersion(String path) {
        String[] parts = path.split("/", -1);
        int length = parts.length > 1 && parts[1].equals("apis") ? 4 : 3;
        return String.join("/", Arrays.copyOf(parts, Math.min(length, parts.length)));
    }

    private static void refuse(Exchange exchange, ApiFailure refusal) throws IOException {
        if (exchange.answered()) {
            throw new IOException("refused after the answer had begun", refusal);
        }
        send(exchange, refusal.code(), refusal.status());
    }

    private static void send(Exchange exchange, int code, JsonNode body) throws IOException {
        boolean inLines = Reader.of(exchange).isHuman() || ALWAYS_IN_LINES.contains(exchange.path());
        exchange.respond(code, "application/json", inLines ? Json.prettyBytes(body) : Json.line(body));
    }
}
