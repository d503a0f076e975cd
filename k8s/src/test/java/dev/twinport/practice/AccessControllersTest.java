package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.access.BootstrapPolicy;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What the cluster does of itself with roles and tokens. */
class AccessControllersTest {

    private static final ResourceKey SECRET = new ResourceKey(ResourceKinds.SECRET, "default", "bobs");
    private static final String ACCOUNT = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: bob}}";
    private static final String TOKEN_SECRET = """
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token,
             metadata: {name: bobs, annotations: {kubernetes.io/service-account.name: bob}}}""";

    private final ControlPlane cluster = new ControlPlane(Clock.systemUTC());
    private final Store store = cluster.store();
    private final ServiceAccountTokens tokens = new ServiceAccountTokens(store, Clock.systemUTC());

    @BeforeEach
    void plant() {
        cluster.plant();
        cluster.introduce("the certificate", tokens);
        cluster.settle();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "admin", "edit", "view" })
    void theRecordedAggregatedRolesAreWhatAggregationMakes(String name) {
        ResourceKey role = new ResourceKey(ResourceKinds.CLUSTER_ROLE, "", name);
        String recorded = recordedRules(name);
        store.update(role, stored -> {
            stored.putArray("rules");
            return stored;
        });
        cluster.settle();

        assertThat(store.get(role).path("rules").toString()).isEqualTo(recorded);
    }

    @Test
    void anAggregatedRoleFollowsTheRolesItIsMadeOf() {
        ResourceKey view = new ResourceKey(ResourceKinds.CLUSTER_ROLE, "", "view");
        int before = store.get(view).path("rules").size();
        String more = """
                {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: more,
                 labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}},
                 rules: [{apiGroups: [networking.istio.io], resources: ["*"], verbs: [get, list, watch]}]}""";
        Objects.apply(store, more);
        cluster.settle();
        assertThat(store.get(view).path("rules")).hasSize(before + 1);
        Objects.delete(store, more);
        cluster.settle();
        assertThat(store.get(view).path("rules")).hasSize(before);
    }

    @Test
    void aSecretForATokenIsGivenOneThatOpensTheApi() {
        Objects.apply(store, ACCOUNT);
        Objects.apply(store, TOKEN_SECRET);
        cluster.settle();

        ObjectNode data = (ObjectNode) store.get(SECRET).path("data");
        assertThat(decoded(data, "ca.crt")).isEqualTo("the certificate");
        assertThat(decoded(data, "namespace")).isEqualTo("default");
        assertThat(tokens.authenticate(decoded(data, "token"), List.of(ServiceAccountTokens.ISSUER)).orElseThrow()
                .caller().name()).isEqualTo("system:serviceaccount:default:bob");
    }

    @Test
    void aSecretForATokenGoesWithItsServiceAccount() {
        Objects.apply(store, TOKEN_SECRET);
        cluster.settle();
        assertThat(store.find(SECRET)).isEmpty();

        Objects.apply(store, ACCOUNT);
        Objects.apply(store, TOKEN_SECRET);
        cluster.settle();
        Objects.delete(store, ACCOUNT);
        cluster.settle();
        assertThat(store.find(SECRET)).isEmpty();
    }

    @Test
    void aSecretForATokenWaitsForItsFinalizers() {
        Objects.apply(store, ACCOUNT);
        Objects.apply(store, TOKEN_SECRET);
        cluster.settle();
        store.update(SECRET, secret -> {
            secret.withObject("/metadata").putArray("finalizers").add("example.org/hold");
            return secret;
        });
        Objects.delete(store, ACCOUNT);
        cluster.settle();

        assertThat(store.get(SECRET).at("/metadata/deletionTimestamp").isString()).isTrue();
    }

    private static String recordedRules(String name) {
        Store fresh = new Store(Clock.systemUTC());
        BootstrapPolicy.plant(fresh);
        return fresh.get(new ResourceKey(ResourceKinds.CLUSTER_ROLE, "", name)).path("rules").toString();
    }

    private static String decoded(ObjectNode data, String key) {
        return new String(Base64.getDecoder().decode(data.path(key).asString()), StandardCharsets.UTF_8);
    }
}
