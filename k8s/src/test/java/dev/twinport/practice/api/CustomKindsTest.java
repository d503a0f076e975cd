package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import dev.twinport.practice.api.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomKindsTest {

    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String GATEWAYS = "/apis/networking.istio.io/%s/namespaces/default/gateways";

    private PracticeCluster cluster;
    private ApiClient client;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cluster = new PracticeCluster(new PracticeSettings(directory, 0, Clock.systemUTC()));
        cluster.start();
        client = new ApiClient(cluster.kubeconfig());
    }

    @AfterAll
    void stop() {
        client.close();
        cluster.close();
    }

    @Test
    void anObjectWrittenInOneVersionIsReadInEveryOther() throws Exception {
        Answer created = client.post(GATEWAYS.formatted("v1alpha3"),
                """
                        {"apiVersion":"networking.istio.io/v1alpha3","kind":"Gateway","metadata":{"name":"versions"},
                         "spec":{"selector":{"istio":"nothing"},"servers":[{"port":{"number":9000,"name":"tcp","protocol":"TCP"},"hosts":["*"]}]}}""");
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("/apiVersion")).isEqualTo("networking.istio.io/v1alpha3");

        for (String version : new String[] { "v1", "v1beta1", "v1alpha3" }) {
            String path = GATEWAYS.formatted(version);
            assertThat(client.get(path + "/versions").at("/apiVersion")).isEqualTo("networking.istio.io/" + version);
            Answer list = client.get(path + "?fieldSelector=metadata.name=versions");
            assertThat(list.at("/apiVersion")).isEqualTo("networking.istio.io/" + version);
            assertThat(list.at("/items/0/apiVersion")).isEqualTo("networking.istio.io/" + version);
        }
        Answer patched = client.patch(GATEWAYS.formatted("v1beta1") + "/versions", "merge-patch+json",
                "{\"apiVersion\":\"networking.istio.io/v1beta1\",\"spec\":{\"selector\":{\"istio\":\"nowhere\"}}}");
        assertThat(patched.at("/apiVersion")).isEqualTo("networking.istio.io/v1beta1");
        assertThat(client.get(GATEWAYS.formatted("v1") + "/versions").at("/spec/selector/istio")).isEqualTo("nowhere");
    }

    @Test
    void aDefinedKindIsServedAtOnceAndGoneWithItsDefinition() throws Exception {
        String widgets = "/apis/example.org/v1/namespaces/default/widgets";
        assertThat(groups()).doesNotContain("example.org");
        Answer created = client.post(DEFINITIONS,
                """
                        {"metadata":{"name":"widgets.example.org"},"spec":{"group":"example.org","scope":"Namespaced",
                         "names":{"plural":"widgets","kind":"Widget","shortNames":["wd"]},
                         "versions":[{"name":"v1","served":true,"storage":true,
                          "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"}],
                          "schema":{"openAPIV3Schema":{"type":"object","description":"A thing.","properties":{"spec":{
                           "type":"object","required":["colour"],"properties":{"size":{"type":"integer","default":3,"maximum":9},
                           "colour":{"type":"string","enum":["red","blue"]}}}}}}}]}}""");
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("/spec/names/listKind")).isEqualTo("WidgetList");
        await().untilAsserted(() -> assertThat(groups()).contains("example.org"));
        assertThat(client.get(widgets).code()).isEqualTo(200);
        assertThat(client.get(DEFINITIONS + "/widgets.example.org").at("/status/conditions/1/type"))
                .isEqualTo("Established");
        assertThat(client.get("/apis/example.org/v1").at("/resources/0/shortNames/0")).isEqualTo("wd");
        assertThat(client.get("/openapi/v3/apis/example.org/v1")
                .at("/components/schemas/org.example.v1.Widget/description")).isEqualTo("A thing.");

        Answer widget = client.post(widgets,
                "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"colour\":\"red\",\"weight\":1}}");
        assertThat(widget.body().path("spec")).isEqualTo(ApiClient.JSON.readTree("{\"colour\":\"red\",\"size\":3}"));
        assertThat(client.table(widgets).body().at("/rows/0/cells").toString()).startsWith("[\"a\",3");
        Answer wrong = client.post(widgets,
                "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"size\":10,\"colour\":\"green\"}}");
        assertThat(wrong.code()).isEqualTo(422);
        assertThat(wrong.body().at("/details/causes").valueStream().map(cause -> cause.path("message").asString()))
                .containsExactlyInAnyOrder("Invalid value: 10: spec.size in body should be less than or equal to 9",
                        "Unsupported value: \"green\": supported values: \"red\", \"blue\"");

        assertThat(client.delete(DEFINITIONS + "/widgets.example.org").code()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(groups()).doesNotContain("example.org"));
    }

    @Test
    void anEvilPatternAndAnEvilTextAreAnsweredLikeAnyOther() throws Exception {
        assertThat(client.post(DEFINITIONS, patterned("^(.*a){25}$")).code()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(groups()).contains("patterns.org"));

        Answer answer = client.post("/apis/patterns.org/v1/namespaces/default/texts",
                "{\"metadata\":{\"name\":\"evil\"},\"spec\":\"%s!\"}".formatted("a".repeat(5_000)));

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.at("/details/causes/0/message")).endsWith("spec in body should match '^(.*a){25}$'");
        assertThat(client.delete(DEFINITIONS + "/texts.patterns.org").code()).isEqualTo(200);
    }

    @Test
    void aPatternThatIsNoneIsRefusedWithItsDefinition() throws Exception {
        Answer answer = client.post(DEFINITIONS, patterned("[a\",\"not\":{\"pattern\":\"+\"},\"title\":\""));

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.body().at("/details/causes").valueStream().map(
                cause -> cause.path("field").asString("") + ": " + cause.path("message").asString(""))).containsExactly(
                        "spec.validation.openAPIV3Schema.properties[spec].not.pattern: Invalid value: \"+\": must be a valid regular expression, but isn't: error parsing regexp: missing argument to repetition operator: `+`",
                        "spec.validation.openAPIV3Schema.properties[spec].pattern: Invalid value: \"[a\": must be a valid regular expression, but isn't: error parsing regexp: missing closing ]: `[a`");
    }

    private static String patterned(String pattern) {
        return """
                {"metadata":{"name":"texts.patterns.org"},"spec":{"group":"patterns.org","scope":"Namespaced",
                 "names":{"plural":"texts","kind":"Text"},"versions":[{"name":"v1","served":true,"storage":true,
                  "schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"string","pattern":"%s"}}}}}]}}"""
                .formatted(pattern);
    }

    @Test
    void discoveryComesInOnePieceForWhoeverAsksForIt() throws Exception {
        Answer all = client.send(client.request("/apis").header("Accept",
                "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"));

        assertThat(all.at("/kind")).isEqualTo("APIGroupDiscoveryList");
        assertThat(all.body().path("items").valueStream().map(item -> item.at("/metadata/name").asString()))
                .containsSubsequence("apps", "rbac.authorization.k8s.io", "apiextensions.k8s.io", "networking.istio.io",
                        "security.istio.io", "gateway.networking.k8s.io");
        assertThat(all.body().path("items").valueStream()
                .filter(item -> item.at("/metadata/name").asString().equals("networking.istio.io"))
                .flatMap(item -> item.path("versions").valueStream())
                .map(version -> version.path("version").asString())).containsExactly("v1", "v1beta1", "v1alpha3");
        assertThat(client.get("/apis").at("/kind")).isEqualTo("APIGroupList");
    }

    @Test
    void openApiHasTheHashOfWhatItSays() throws Exception {
        String path = client.get("/openapi/v3").at("/paths/apis~1networking.istio.io~1v1alpha3/serverRelativeURL");

        assertThat(path).matches("/openapi/v3/apis/networking.istio.io/v1alpha3\\?hash=[0-9A-F]{128}");
        assertThat(client.get(path).at(
                "/components/schemas/io.istio.networking.v1alpha3.Gateway/x-kubernetes-group-version-kind/0/version"))
                        .isEqualTo("v1alpha3");
        assertThat(client.get("/openapi/v3/apis/nothing/v1").code()).isEqualTo(404);
    }

    private List<String> groups() throws IOException, InterruptedException {
        return client.get("/apis").body().path("groups").valueStream().map(group -> group.path("name").asString())
                .toList();
    }
}
