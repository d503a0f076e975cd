package dev.twinport.practice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.ManualClock;
import dev.twinport.practice.Objects;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ServiceAccountTokensTest {

    private static final List<String> THIS_API = List.of(ServiceAccountTokens.ISSUER);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final ResourceKey BOB = new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, "default", "bob");
    private static final String ACCOUNT = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: bob}}";

    private final ManualClock clock = new ManualClock();
    private final Store store = new Store(clock);
    private final ServiceAccountTokens tokens = new ServiceAccountTokens(store, clock);
    private final KubernetesObject account = newAccount();

    @Test
    void aTokenSaysWhoseItIsAsKubernetesOwnDo() {
        String token = issue(Duration.ofHours(1)).text();
        ObjectNode claims = (ObjectNode) new JsonMapper()
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));

        assertThat(claims.propertyNames()).containsExactly("aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf",
                "sub");
        assertThat(claims.path("kubernetes.io"))
                .hasToString("{\"namespace\":\"default\",\"serviceaccount\":{\"name\":\"bob\",\"uid\":\"%s\"}}"
                        .formatted(account.uid()));
        Caller caller = authenticate(token).orElseThrow();
        assertThat(caller.name()).isEqualTo("system:serviceaccount:default:bob");
        assertThat(caller.uid()).isEqualTo(account.uid());
        assertThat(caller.groups()).containsExactly("system:serviceaccounts", "system:serviceaccounts:default",
                "system:authenticated");
        assertThat(caller.extra()).containsOnlyKeys("authentication.kubernetes.io/credential-id");
    }

    @Test
    void aTokenEndsWithItsTime() {
        String token = issue(Duration.ofMinutes(10)).text();
        clock.advance(Duration.ofSeconds(599));
        assertThat(authenticate(token)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(authenticate(token)).isEmpty();
    }

    @Test
    void aTokenEndsWithItsServiceAccountAndIsNotTheNextOnes() {
        String token = issue(Duration.ofHours(1)).text();
        store.delete(BOB);
        assertThat(authenticate(token)).isEmpty();
        newAccount();
        assertThat(authenticate(token)).isEmpty();
    }

    @Test
    void aBoundTokenEndsWithWhatItIsBoundTo() {
        Objects.apply(store, "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {serviceAccountName: bob}}");
        ResourceKey pod = new ResourceKey(ResourceKinds.POD, "default", "p");
        String uid = new KubernetesObject(store.get(pod)).uid();
        String token = tokens
                .issue(account, THIS_API, Duration.ofHours(1), Optional.of(new BoundObject("Pod", "p", uid))).text();

        assertThat(authenticate(token).orElseThrow().extra()).containsEntry("authentication.kubernetes.io/pod-name",
                List.of("p"));
        store.delete(pod);
        assertThat(authenticate(token)).isEmpty();
    }

    @Test
    void aTokenForOthersIsNoneForThisApi() {
        String token = tokens.issue(account, List.of("vault"), Duration.ofHours(1), Optional.empty()).text();

        assertThat(authenticate(token)).isEmpty();
        assertThat(tokens.authenticate(token, List.of("vault", "x")).orElseThrow().audiences())
                .containsExactly("vault");
    }

    @Test
    void aTokenOfASecretEndsWithTheSecret() {
        String token = tokens.issueForSecret(account, "s");
        assertThat(authenticate(token)).isEmpty();
        Objects.apply(store, "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {token: %s}}"
                .formatted(Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII))));
        assertThat(authenticate(token)).isPresent();
        store.delete(new ResourceKey(ResourceKinds.SECRET, "default", "s"));
        assertThat(authenticate(token)).isEmpty();
    }

    @Test
    void aTokenThatIsSignedByNobodyOrByAnotherKeyIsNone() throws Exception {
        String token = issue(Duration.ofHours(1)).text();
        String claims = token.split("\\.")[1];
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        for (String header : List.of(token.split("\\.")[0], encoded("{\"alg\":\"ES256\"}"))) {
            Signature other = Signature.getInstance("SHA256withECDSAinP1363Format");
            other.initSign(generator.generateKeyPair().getPrivate());
            other.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            assertThat(authenticate(header + "." + claims + "." + ENCODER.encodeToString(other.sign()))).isEmpty();
        }
        for (String algorithm : List.of("none", "None", "HS256", "RS256")) {
            String header = encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm));
            assertThat(authenticate(header + "." + claims + ".")).isEmpty();
            assertThat(authenticate(header + "." + claims + "." + token.split("\\.")[2])).isEmpty();
        }
        assertThat(authenticate(new ServiceAccountTokens(store, clock)
                .issue(account, THIS_API, Duration.ofHours(1), Optional.empty()).text())).isEmpty();
    }

    @Test
    void anEmptySignatureOfZerosIsNone() {
        String token = issue(Duration.ofHours(1)).text();
        String signed = token.substring(0, token.lastIndexOf('.') + 1);
        assertThat(authenticate(signed + ENCODER.encodeToString(new byte[64]))).isEmpty();
        assertThat(authenticate(signed)).isEmpty();
        assertThat(authenticate(signed + "A".repeat(1_000_000))).isEmpty();
    }

    @Property(tries = 300)
    void whatIsNoTokenIsNobodys(@ForAll String text) {
        assertThat(authenticate(text)).isEmpty();
    }

    @Property(tries = 300)
    void aTokenWithOneOtherCharacterIsNobodys(@ForAll @IntRange(min = 0, max = 2_000) int at,
            @ForAll @IntRange(min = 33, max = 126) int character) {
        String token = issue(Duration.ofHours(1)).text();
        int place = at % (token.length() - 1); // the last one carries bits that say nothing
        StringBuilder changed = new StringBuilder(token);
        changed.setCharAt(place, (char) character);

        assertThat(authenticate(changed.toString()).isPresent()).isEqualTo(changed.toString().equals(token));
    }

    @Test
    void nothingShowsATokenThatIsNotAskedForIt() {
        IssuedToken token = issue(Duration.ofHours(1));
        assertThat(token.toString()).doesNotContain(token.text());
        assertThat(authenticate(token.text()).toString()).doesNotContain(token.text());
    }

    private KubernetesObject newAccount() {
        Objects.apply(store, ACCOUNT);
        return new KubernetesObject(store.get(BOB));
    }

    private IssuedToken issue(Duration lifetime) {
        return tokens.issue(account, THIS_API, lifetime, Optional.empty());
    }

    private Optional<Caller> authenticate(String token) {
        return tokens.authenticate(token, THIS_API).map(Authenticated::caller);
    }

    private static String encoded(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
