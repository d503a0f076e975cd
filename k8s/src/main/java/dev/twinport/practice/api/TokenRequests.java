package dev.twinport.practice.api;

import dev.twinport.practice.access.BoundObject;
import dev.twinport.practice.access.IssuedToken;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The subresource {@code token} of a ServiceAccount: what {@code kubectl create token} asks for. */
final class TokenRequests {

    private static final String KIND = "TokenRequest";
    private static final long DEFAULT_SECONDS = 3_600;
    private static final long SHORTEST_SECONDS = 600;
    private static final long LONGEST_SECONDS = 1L << 32;

    private final Store store;
    private final ServiceAccountTokens tokens;
    private final Clock clock;

    TokenRequests(Store store, ServiceAccountTokens tokens, Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    static boolean areAskedFor(ApiPath path) {
        return path.kind().equals(ResourceKinds.SERVICE_ACCOUNT) && path.subresource().equals("token");
    }

    /** The request posted, with the token in its status. */
    ObjectNode answer(Exchange exchange, ApiPath path) {
        ObjectNode request = PostedReview.read(exchange, PostedReview.AUTHENTICATION, KIND);
        ObjectNode metadata = request.withObject("/metadata");
        checkNames(metadata, path);
        KubernetesObject account = new KubernetesObject(store.get(path.key()));
        checkUid(metadata, account);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        metadata.put("name", account.name()).put("namespace", account.namespace()).put("uid", account.uid())
                .put("creationTimestamp", now.toString());

        ObjectNode spec = request.withObject("/spec");
        List<String> audiences = spec.path("audiences").valueStream().map(JsonNode::asString).toList();
        List<String> good = audiences.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : audiences;
        long seconds = spec.path("expirationSeconds").asLong(DEFAULT_SECONDS);
        checkLifetime(seconds);
        Optional<BoundObject> bound = bound(spec.path("boundObjectRef"), account);
        IssuedToken token = tokens.issue(account, good, Duration.ofSeconds(seconds), bound);

        good.forEach(spec.putArray("audiences")::add);
        spec.put("expirationSeconds", seconds);
        if (bound.isEmpty()) {
            spec.putNull("boundObjectRef");
        }
        request.putObject("status").put("token", token.text()).put("expirationTimestamp", token.expires().toString());
        return request;
    }

    private static void checkNames(JsonNode metadata, ApiPath path) {
        checkName(metadata, "name", path.name(), path);
        checkName(metadata, "namespace", path.namespace(), path);
    }

    private static void checkName(JsonNode metadata, String field, String expected, ApiPath path) {
        String given = metadata.path(field).asString("");
        if (!given.isEmpty() && !given.equals(expected)) {
            throw invalid(path.name(), FieldError.invalid("metadata." + field, given,
                    "must match the service account %s if specified".formatted(field)));
        }
    }

    private static void checkUid(JsonNode metadata, KubernetesObject account) {
        String given = metadata.path("uid").asString("");
        if (!given.isEmpty() && !given.equals(account.uid())) {
            throw ApiFailure.conflict(PostedReview.AUTHENTICATION, KIND, account.name(),
                    "the UID in the token request (%s) does not match the UID of the service account (%s)"
                            .formatted(given, account.uid()));
        }
    }

    private static void checkLifetime(long seconds) {
        if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
            throw invalid("",
                    FieldError.invalid("spec.expirationSeconds", JsonNodeFactory.instance.numberNode(seconds),
                            seconds < SHORTEST_SECONDS ? "may not specify a duration less than 10 minutes"
                                    : "may not specify a duration larger than 2^32 seconds"));
        }
    }

    private static ApiFailure invalid(String name, FieldError problem) {
        return ApiFailure.invalid(PostedReview.AUTHENTICATION, KIND, name, List.of(problem));
    }

    private Optional<BoundObject> bound(JsonNode reference, KubernetesObject account) {
        if (!reference.isObject()) {
            return Optional.empty();
        }
        String apiVersion = reference.path("apiVersion").asString("");
        String kind = reference.path("kind").asString("");
        ResourceKind resource = apiVersion.contains("/") ? null : BoundObject.kindNamed(kind).orElse(null);
        if (resource == null) {
            String group = apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
            throw ApiFailure.badRequest("cannot bind token to object of type %s, Kind=%s".formatted(group, kind));
        }
        ResourceKey key = new ResourceKey(resource, resource.namespaced() ? account.namespace() : "",
                reference.path("name").asString(""));
        KubernetesObject object = new KubernetesObject(store.get(key));
        if (resource.equals(ResourceKinds.POD)
                && !object.spec().path("serviceAccountName").asString("default").equals(account.name())) {
            throw ApiFailure.badRequest(
                    "cannot bind token for serviceaccount \"%s\" to pod running with different serviceaccount name."
                            .formatted(account.name()));
        }
        String uid = reference.path("uid").asString("");
        if (!uid.isEmpty() && !uid.equals(object.uid())) {
            throw ApiFailure.conflict("", kind, object.name(),
                    "the UID in the bound object reference (%s) does not match the UID in record. The object might have been deleted and then recreated"
                            .formatted(uid));
        }
        return Optional.of(new BoundObject(kind, object.name(), object.uid()));
    }
}
