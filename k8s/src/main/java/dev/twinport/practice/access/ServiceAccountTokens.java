package dev.twinport.practice.access;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens of ServiceAccounts, with the claims of Kubernetes' own. A token ends with its time, with its ServiceAccount
 * (the next one of the same name has another uid), and with the object it is bound to. May be used by any thread.
 */
public final class ServiceAccountTokens {

    /** Who issues the tokens, and for whom unless it is said otherwise: the API server itself. */
    public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    /** The issuer of the tokens that lie in Secrets and have no end. */
    private static final String SECRET_ISSUER = "kubernetes/serviceaccount";
    private static final String KUBERNETES = "kubernetes.io";
    private static final String IN_SECRET = "kubernetes.io/serviceaccount/";
    private static final String KNOWN_AS = "authentication.kubernetes.io/";
    private static final List<String> BINDABLE = List.of("Pod", "Secret", "Node");

    private final Store store;
    private final Clock clock;
    private final TokenSigner signer = new TokenSigner();

    public ServiceAccountTokens(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A token for a ServiceAccount.
     *
     * @param account
     *            the ServiceAccount, as it lies in the store
     * @param audiences
     *            for whom the token is good; {@link #ISSUER} for this API
     */
    public IssuedToken issue(KubernetesObject account, List<String> audiences, Duration lifetime,
            Optional<BoundObject> bound) {
        long now = clock.instant().getEpochSecond();
        long end = now + lifetime.toSeconds();
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        audiences.forEach(claims.putArray("aud")::add);
        claims.put("exp", end).put("iat", now).put("iss", ISSUER).put("jti", UUID.randomUUID().toString());
        ObjectNode kubernetes = claims.putObject(KUBERNETES).put("namespace", account.namespace());
        bound.ifPresent(
                object -> kubernetes.putObject(object.claim()).put("name", object.name()).put("uid", object.uid()));
        kubernetes.putObject("serviceaccount").put("name", account.name()).put("uid", account.uid());
        claims.put("nbf", now).put("sub", Caller.accountName(account.namespace(), account.name()));
        return new IssuedToken(signer.sign(claims), Instant.ofEpochSecond(end));
    }

    /** The token to lie in a Secret of type {@code kubernetes.io/service-account-token}; it ends with the Secret. */
    public String issueForSecret(KubernetesObject account, String secret) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode().put("iss", SECRET_ISSUER)
                .put(IN_SECRET + "namespace", account.namespace()).put(IN_SECRET + "secret.name", secret)
                .put(IN_SECRET + "service-account.name", account.name())
                .put(IN_SECRET + "service-account.uid", account.uid())
                .put("sub", Caller.accountName(account.namespace(), account.name()));
        return signer.sign(claims);
    }

    /**
     * Whose token it is; empty when it is none of ours, or good no more, or for none of these audiences.
     *
     * @param audiences
     *            for whom it is looked at: any of them will do
     */
    public Optional<Authenticated> authenticate(String token, List<String> audiences) {
        return signer.verify(token)
                .flatMap(claims -> claims.path("iss").asString("").equals(SECRET_ISSUER)
                        ? fromSecret(token, claims, audiences)
                        : fromRequest(claims, audiences));
    }

    private Optional<Authenticated> fromRequest(ObjectNode claims, List<String> audiences) {
        long now = clock.instant().getEpochSecond();
        List<String> good = claims.path("aud").valueStream().map(JsonNode::asString).filter(audiences::contains)
                .toList();
        JsonNode kubernetes = claims.path(KUBERNETES);
        String namespace = kubernetes.path("namespace").asString("");
        JsonNode account = kubernetes.path("serviceaccount");
        String name = account.path("name").asString("");
        String uid = account.path("uid").asString("");
        if (now >= claims.path("exp").asLong() || now < claims.path("nbf").asLong() || good.isEmpty()
                || !isThere(ResourceKinds.SERVICE_ACCOUNT, namespace, name, uid)) {
            return Optional.empty();
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        extra.put(KNOWN_AS + "credential-id", List.of("JTI=" + claims.path("jti").asString("")));
        for (String kind : BINDABLE) {
            BoundObject bound = bound(kubernetes, kind);
            if (bound.name().isEmpty()) {
                continue;
            }
            ResourceKind resource = BoundObject.kindNamed(kind).orElseThrow();
            if (!isThere(resource, resource.namespaced() ? namespace : "", bound.name(), bound.uid())) {
                return Optional.empty();
            }
            if (!kind.equals("Secret")) {
                extra.put(KNOWN_AS + bound.claim() + "-name", List.of(bound.name()));
                extra.put(KNOWN_AS + bound.claim() + "-uid", List.of(bound.uid()));
            }
        }
        return Optional.of(new Authenticated(Caller.serviceAccount(namespace, name, uid, extra), good));
    }

    private Optional<Authenticated> fromSecret(String token, ObjectNode claims, List<String> audiences) {
        String namespace = claims.path(IN_SECRET + "namespace").asString("");
        String name = claims.path(IN_SECRET + "service-account.name").asString("");
        String uid = claims.path(IN_SECRET + "service-account.uid").asString("");
        ResourceKey secret = new ResourceKey(ResourceKinds.SECRET, namespace,
                claims.path(IN_SECRET + "secret.name").asString(""));
        boolean good = audiences.contains(ISSUER) && isThere(ResourceKinds.SERVICE_ACCOUNT, namespace, name, uid)
                && store.find(secret).filter(object -> holds(object, token)).isPresent();
        return good
                ? Optional.of(new Authenticated(Caller.serviceAccount(namespace, name, uid, Map.of()), List.of(ISSUER)))
                : Optional.empty();
    }

    private static boolean holds(ObjectNode secret, String token) {
        String held = secret.at("/data/token").asString("");
        byte[] expected = Base64.getEncoder().encode(token.getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(held.getBytes(StandardCharsets.UTF_8), expected);
    }

    private boolean isThere(ResourceKind kind, String namespace, String name, String uid) {
        return store.find(new ResourceKey(kind, namespace, name)).map(KubernetesObject::new)
                .filter(object -> object.uid().equals(uid)).isPresent();
    }

    private static BoundObject bound(JsonNode kubernetes, String kind) {
        JsonNode claim = kubernetes.path(new BoundObject(kind, "", "").claim());
        return new BoundObject(kind, claim.path("name").asString(""), claim.path("uid").asString(""));
    }
}
