package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a client sends, the answer says that it was understood or that the client is at fault, never that the server
 * is; and the object beside it is as it was.
 */
class HostileInputTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String[] PATCHES = { "json-patch+json", "merge-patch+json", "strategic-merge-patch+json",
            "apply-patch+yaml" };

    private static Path directory;
    private static PracticeApi api;
    private static ApiClient client;

    @BeforeContainer
    static void start() throws Exception {
        Store store = new Store(Clock.systemUTC());
        api = new PracticeApi(store, (namespace, pod, container, previous) -> Optional.empty(),
                (address, port) -> Optional.empty(), Clock.systemUTC());
        api.start(0);
        directory = Files.createTempDirectory("hostile");
        client = new ApiClient(api.writeKubeconfig(directory));
        store.create(new ResourceKey(ResourceKinds.NAMESPACE, "", "default"), (ObjectNode) ApiClient.JSON.readTree("""
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"default"},"status":{"phase":"Active"}}"""));
        client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"beside\"},\"data\":{\"key\":\"1\"}}");
        client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"target\"},\"data\":{\"key\":\"1\"}}");
        client.post(DEPLOYMENTS, """
                {"metadata":{"name":"target"},"spec":{"selector":{"matchLabels":{"app":"echo"}},"template":{
                 "metadata":{"labels":{"app":"echo"}},"spec":{"containers":[{"name":"main","image":"echo-server:1"}]}}}}
                """);
    }

    @AfterContainer
    static void stop() throws Exception {
        assertThat(client.get(CONFIG_MAPS + "/beside").at("/data/key")).isEqualTo("1");
        client.close();
        api.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void anyBytesAsABody(@ForAll byte[] body, @ForAll("bodyTypes") String type) throws Exception {
        assertThat(code(send("POST", CONFIG_MAPS, type, body))).isBetween(200, 499);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void anyTextThatLooksLikeJsonOrYamlAsABody(@ForAll("brokenTexts") String body, @ForAll("bodyTypes") String type)
            throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(code(send("POST", CONFIG_MAPS, type, bytes))).isBetween(200, 499);
        assertThat(code(send("PUT", CONFIG_MAPS + "/target", type, bytes))).isBetween(200, 499);
        assertThat(code(send("POST", DEPLOYMENTS, type, bytes))).isBetween(200, 499);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void anyTextAsAPatch(@ForAll("brokenTexts") String body, @ForAll("patchTypes") String type,
            @ForAll("patched") String path) throws Exception {
        assertThat(code(send("PATCH", path + "?fieldManager=m", type, body.getBytes(StandardCharsets.UTF_8))))
                .isBetween(200, 499);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void anyTextAsASelectorOrAParameter(@ForAll("selectors") String text) throws Exception {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (String name : new String[] { "labelSelector", "fieldSelector", "limit", "continue", "resourceVersion",
                "resourceVersionMatch", "dryRun", "pretty" }) {
            assertThat(client.status(CONFIG_MAPS + "?" + name + "=" + encoded)).isBetween(200, 499);
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void anyTextAsAPath(@ForAll("paths") String path, @ForAll("methods") String method) throws Exception {
        String answer = client.raw(method + " " + path + " HTTP/1.1");
        assertThat(answer).matches("(?s)HTTP/1\\.1 [234]\\d\\d .*");
    }

    @Provide
    Arbitrary<String> bodyTypes() {
        return Arbitraries.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf", "text/x",
                "");
    }

    @Provide
    Arbitrary<String> patchTypes() {
        return Arbitraries.of(PATCHES).map(type -> "application/" + type);
    }

    @Provide
    Arbitrary<String> patched() {
        return Arbitraries.of(CONFIG_MAPS + "/target", DEPLOYMENTS + "/target", DEPLOYMENTS + "/target/scale",
                DEPLOYMENTS + "/target/status", CONFIG_MAPS + "/absent");
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries
                .of("", ".", "..", "api", "v1", "apis", "apps", "namespaces", "default", "pods", "log", "deployments",
                        "target", "scale", "status", "exec", "proxy", "%2f", "%00", "%2e%2e", "%ff%fe", "%zz", "%",
                        "openapi", "v3", "version", "metrics", "logs", "healthz", "a?watch=1&timeoutSeconds=1", "?",
                        "?a=%zz", "*", "a".repeat(3_000))
                .list().ofMaxSize(9).map(parts -> "/" + String.join("/", parts));
    }

    @Provide
    Arbitrary<String> selectors() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(30), pieces("a", "b", "=", "==", "!=", "!", ",",
                " in ", " notin ", "(", ")", "metadata.name", ">", "<", "1", "\\", "\0", "-", "/", "a/b", "%", "\n"));
    }

    @Provide
    Arbitrary<String> brokenTexts() {
        return Arbitraries.oneOf(Arbitraries.of("", "null", "[]", "{}", "\"x\"", "1", "{\"metadata\":null}",
                "{\"metadata\":[]}", "{\"metadata\":{\"name\":5}}", "{\"metadata\":{\"labels\":\"x\"},\"spec\":[]}",
                "{\"metadata\":{\"name\":\"n\",\"name\":\"m\"}}", "{\"data\":{\"a\":1e999999}}",
                "{\"spec\":{\"replicas\":1e999999}}", "{\"spec\":{\"replicas\":1.5}}",
                "{\"spec\":{\"replicas\":" + "9".repeat(2_000) + "}}", "[".repeat(100_000), "{\"a\":".repeat(5_000),
                "- ".repeat(5_000), "{".repeat(5_000), "\u0000", "{\"data\":{\"a\\u0000\":\"\\ud800\"}}",
                "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]", "a: *nobody", "a: &a {b: *a}",
                "%YAML 9.9\n---\n!!java.lang.Runtime {}", "a: !!binary x", "? ? ?", "--- a\n--- b",
                "[{\"op\":\"add\"}]", "[{\"op\":\"nope\",\"path\":\"/a\"}]", "[{}]", "[null]", "[[]]",
                "[{\"op\":\"copy\",\"from\":\"/metadata\",\"path\":\"/metadata/a\"}]",
                "[{\"op\":\"remove\",\"path\":\"\"}]", "[{\"op\":\"replace\",\"path\":\"\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/data/key/x\",\"value\":1}]",
                "[{\"op\":\"move\",\"from\":\"/spec\",\"path\":\"/spec/template\"}]",
                "[{\"op\":\"add\",\"path\":\"/spec/template/spec/containers/99\",\"value\":1}]",
                "[{\"op\":\"test\",\"path\":\"/~2\",\"value\":{}}]",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"$patch\":\"delete\"}]}}}}",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[1,null,\"x\"]}}}}",
                "{\"spec\":{\"template\":{\"spec\":{\"$setElementOrder/containers\":5}}}}",
                "{\"spec\":{\"template\":{\"spec\":{\"$retainKeys\":5,\"$deleteFromPrimitiveList/x\":{}}}}}",
                "{\"$patch\":\"replace\"}", "{\"metadata\":{\"managedFields\":[5]}}",
                "{\"metadata\":{\"resourceVersion\":\"x\",\"uid\":7,\"finalizers\":{\"a\":1}}}",
                "{\"metadata\":{\"ownerReferences\":[7]},\"apiVersion\":[],\"kind\":{}}"),
                pieces("{", "}", "[", "]", ":", ",", "\"a\"", "\"metadata\"", "\"spec\"", "\"name\"", "null", "1",
                        "true", "- ", "\n", "  ", "&a ", "*a", "|", ">", "\t", "!!str ", "'"));
    }

    private static Arbitrary<String> pieces(String... pieces) {
        return Arbitraries.of(pieces).list().ofMaxSize(20).map(list -> String.join("", list));
    }

    private static HttpRequest send(String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = client.request(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        return (type.isEmpty() ? request : request.header("Content-Type", type)).build();
    }

    private static int code(HttpRequest request) throws IOException, InterruptedException {
        return client.status(request);
    }
}
