package dev.twinport.practice.controllers;

import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.SecretDefaults;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a token into each Secret that is to hold one of a ServiceAccount, and deletes those whose ServiceAccount is not
 * there ({@code pkg/controller/serviceaccount}).
 */
public final class TokenSecretController implements ObjectController {

    private static final String UID = "kubernetes.io/service-account.uid";

    private final Store store;
    private final Deletion deletion;
    private volatile @Nullable ServiceAccountTokens tokens;

    public TokenSecretController(Store store) {
        this.store = store;
        this.deletion = new Deletion(store);
    }

    /** Who issues the tokens, from the next look at a Secret on. Any thread may call it. */
    public void issueFrom(ServiceAccountTokens issuer) {
        tokens = issuer;
    }

    @Override
    public void note(WatchEvent event, Consumer<ResourceKey> due) {
        if (event.key().kind().equals(ResourceKinds.SECRET)) {
            due.accept(event.key());
        } else if (event.key().kind().equals(ResourceKinds.SERVICE_ACCOUNT)) {
            store.list(ResourceKinds.SECRET, event.key().namespace()).objects().stream().map(KubernetesObject::new)
                    .filter(secret -> accountOf(secret).equals(event.key().name())).forEach(secret -> due
                            .accept(new ResourceKey(ResourceKinds.SECRET, secret.namespace(), secret.name())));
        }
    }

    @Override
    public Optional<Instant> reconcile(ResourceKey key) {
        ServiceAccountTokens issuer = tokens;
        Optional<KubernetesObject> secret = store.find(key).map(KubernetesObject::new)
                .filter(found -> !accountOf(found).isEmpty());
        if (issuer == null || secret.isEmpty()) {
            return Optional.empty();
        }
        ResourceKey account = new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, key.namespace(), accountOf(secret.get()));
        String known = secret.get().annotations().getOrDefault(UID, "");
        Optional<KubernetesObject> found = store.find(account).map(KubernetesObject::new)
                .filter(there -> known.isEmpty() || known.equals(there.uid()));
        if (found.isEmpty()) {
            deletion.begin(key);
        } else if (!secret.get().tree().at("/data").has("token")) {
            fill(key, found.get(), issuer);
        }
        return Optional.empty();
    }

    private void fill(ResourceKey key, KubernetesObject account, ServiceAccountTokens issuer) {
        ResourceKey authority = new ResourceKey(ResourceKinds.CONFIG_MAP, key.namespace(), "kube-root-ca.crt");
        String certificate = store.find(authority).map(map -> map.at("/data").path("ca.crt").asString("")).orElse("");
        String token = issuer.issueForSecret(account, key.name());
        store.update(key, secret -> {
            secret.withObject("/metadata/annotations").put(UID, account.uid());
            ObjectNode data = secret.withObject("/data");
            data.put("ca.crt", encoded(certificate)).put("namespace", encoded(account.namespace())).put("token",
                    encoded(token));
            return secret;
        });
    }

    /** The name of the ServiceAccount whose token a Secret is to hold; empty when it is to hold none. */
    private static String accountOf(KubernetesObject secret) {
        boolean forToken = secret.tree().path("type").asString("").equals(SecretDefaults.TOKEN_TYPE);
        return forToken ? secret.annotations().getOrDefault(SecretDefaults.ACCOUNT, "") : "";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
