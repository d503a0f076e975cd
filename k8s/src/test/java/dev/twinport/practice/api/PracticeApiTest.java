package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twinport.echo.LogText;
import dev.twinport.practice.access.BootstrapPolicy;
import dev.twinport.practice.api.ApiClient.Answer;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class PracticeApiTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String PODS = "/api/v1/namespaces/default/pods";

    private final Store store = new Store(Clock.systemUTC());
    private final GrowingLog log = new GrowingLog();
    private final PracticeApi api = new PracticeApi(store,
            (namespace, pod, container, previous) -> previous ? Optional.empty() : Optional.of(log),
            (address, port) -> Optional.empty(), Clock.systemUTC());
    private Path kubeconfig;
    private ApiClient client;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        ResourceKinds.MESH.forEach(store.kinds()::put);
        api.start(0);
        kubeconfig = api.writeKubeconfig(directory);
        client = new ApiClient(kubeconfig);
        BootstrapPolicy.plant(store);
        store.create(new ResourceKey(ResourceKinds.NAMESPACE, "", "default"), object("""
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"default"},"status":{"phase":"Active"}}"""));
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayReadTheKubeconfig() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(kubeconfig.getParent())) {
            assertThat(files).containsExactly(kubeconfig);
        }
    }

    @Test
    void takesTheNextPortWhenThePreferredOneIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PracticeApi second = new PracticeApi(store, (n, p, c, previous) -> Optional.empty(),
                        (address, port) -> Optional.empty(), Clock.systemUTC())) {
            int port = second.start(taken.getLocalPort());
            assertThat(port).isGreaterThan(taken.getLocalPort()).isLessThan(taken.getLocalPort() + 100);
            assertThat(second.address()).hasToString("https://127.0.0.1:" + port);
        }
    }

    @Test
    void refusesARequestWithoutTheToken() throws Exception {
        Answer answer = client.send(HttpRequest.newBuilder(api.address().resolve("/api/v1/pods")));
        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo(
                "pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\" in API group \"\" at the cluster scope");
        assertThat(client.send(HttpRequest.newBuilder(api.address().resolve("/version"))).code()).isEqualTo(200);
        Answer wrong = client.send(
                HttpRequest.newBuilder(api.address().resolve("/version")).header("Authorization", "Bearer guess"));
        assertThat(wrong.code()).isEqualTo(401);
        assertThat(wrong.at("/reason")).isEqualTo("Unauthorized");
    }

    @Test
    void refusesAForeignHost() throws Exception {
        assertThat(client.statusLineFor("evil.example:" + api.address().getPort())).contains("403");
        assertThat(client.statusLineFor("127.0.0.1")).contains("403");
        assertThat(client.statusLineFor("localhost:" + api.address().getPort())).contains("200");
    }

    @Test
    void answersAnUnknownResourceWithAStatusAndAnUnknownGroupAsAWebServerDoes() throws Exception {
        Answer answer = client.get("/apis/apps/v1/things");
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.at("/kind")).isEqualTo("Status");
        assertThat(answer.at("/message")).isEqualTo("the server could not find the requested resource");
        assertThat(answer.body().path("details").isObject()).isTrue();
        assertThat(client.raw("GET /apis/nothing.example/v1/things HTTP/1.1")).startsWith("HTTP/1.1 404 Not Found")
                .contains("text/plain", "X-Content-Type-Options: nosniff").endsWith("404 page not found\n");
    }

    @Test
    void setsItsAnswersInLinesForPeopleOnly() throws Exception {
        assertThat(client.raw("GET /api HTTP/1.1")).contains("{\"kind\":\"APIVersions\"");
        String expected = "{\n  \"kind\": \"APIVersions\",\n  \"versions\": [\n    \"v1\"\n  ]";
        assertThat(client.raw("GET /api HTTP/1.1", "User-Agent: curl/8.5.0")).contains(expected);
        assertThat(client.raw("GET /api?pretty=true HTTP/1.1")).contains(expected);
        assertThat(client.raw("GET /api?pretty=0 HTTP/1.1", "User-Agent: curl/8.5.0")).doesNotContain(expected);
    }

    @Test
    void refusesABodyAboveThreeMebibytes() throws Exception {
        Answer answer = client.post(CONFIG_MAPS, configMap("big", "x".repeat(3 * 1024 * 1024)));
        assertThat(answer.code()).isEqualTo(413);
        assertThat(answer.at("/reason")).isEqualTo("RequestEntityTooLarge");
        assertThat(client.get(CONFIG_MAPS).body().path("items")).isEmpty();
    }

    @Test
    void createsReplacesAndDeletesAnObject() throws Exception {
        Answer created = client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.at("/metadata/uid")).isNotEmpty();
        assertThat(client.put(CONFIG_MAPS + "/one", configMap("one", "2")).code()).isEqualTo(200);
        assertThat(client.get(CONFIG_MAPS + "/one").at("/data/key")).isEqualTo("2");
        assertThat(client.delete(CONFIG_MAPS + "/one").at("/status")).isEqualTo("Success");
        assertThat(client.get(CONFIG_MAPS + "/one").at("/message")).isEqualTo("configmaps \"one\" not found");
    }

    @Test
    void refusesASecondObjectOfTheSameName() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        Answer second = client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(second.code()).isEqualTo(409);
        assertThat(second.at("/message")).isEqualTo("configmaps \"one\" already exists");
        assertThat(second.at("/details/name")).isEqualTo("one");
    }

    @Test
    void refusesAReplacementOfAVersionThatIsNoLongerTheLatest() throws Exception {
        Answer created = client.post(CONFIG_MAPS, configMap("one", "1"));
        client.put(CONFIG_MAPS + "/one", configMap("one", "2"));
        Answer late = client.put(CONFIG_MAPS + "/one", created.body().toString());
        assertThat(late.code()).isEqualTo(409);
        assertThat(late.at("/reason")).isEqualTo("Conflict");
    }

    @Test
    void createsNothingInANamespaceThatIsNotThere() throws Exception {
        Answer answer = client.post("/api/v1/namespaces/nope/configmaps", configMap("one", "1"));
        assertThat(answer.code()).isEqualTo(404);
        assertThat(answer.at("/message")).isEqualTo("namespaces \"nope\" not found");
    }

    @Test
    void refusesAnObjectThatContradictsItsPath() throws Exception {
        assertThat(client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"x\",\"namespace\":\"other\"}}").at("/message"))
                .isEqualTo("the namespace of the provided object does not match the namespace sent on the request");
        assertThat(client.post(CONFIG_MAPS, "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\"}}").code()).isEqualTo(400);
        assertThat(client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"Not_A_Name\"}}").code()).isEqualTo(422);
        assertThat(client.post(CONFIG_MAPS, "{\"metadata\":{}}").code()).isEqualTo(422);
        assertThat(client.post(CONFIG_MAPS, "{bad").code()).isEqualTo(400);
    }

    @Test
    void generatesNamesFromTheirBeginning() throws Exception {
        Answer created = client.post(CONFIG_MAPS, "{\"metadata\":{\"generateName\":\"made-\"}}");
        assertThat(created.at("/metadata/name")).matches("made-[a-z0-9]{5}");
    }

    @Test
    void aNameMadeOfALongBeginningWasLongerThanALabel() throws Exception {
        Answer created = client.post(CONFIG_MAPS,
                "{\"metadata\":{\"generateName\":\"%s-\"}}".formatted("m".repeat(70)));
        assertThat(created.at("/metadata/name")).matches("m{58}[a-z0-9]{5}");
    }

    @Test
    void storesNothingInADryRun() throws Exception {
        assertThat(client.post(CONFIG_MAPS + "?dryRun=All", configMap("one", "1")).code()).isEqualTo(201);
        assertThat(client.get(CONFIG_MAPS + "/one").code()).isEqualTo(404);
        client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(client.put(CONFIG_MAPS + "/one?dryRun=All", configMap("one", "2")).at("/data/key")).isEqualTo("2");
        client.delete(CONFIG_MAPS + "/one?dryRun=All");
        assertThat(client.get(CONFIG_MAPS + "/one").at("/data/key")).isEqualTo("1");
    }

    @Test
    void appliesAnObjectThatIsNotThereAndThenChangesIt() throws Exception {
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {key: '1'}\n";
        assertThat(client.patch(CONFIG_MAPS + "/one?fieldManager=test", "apply-patch+yaml", yaml).code())
                .isEqualTo(201);
        Answer again = client.patch(CONFIG_MAPS + "/one?fieldManager=test", "apply-patch+yaml",
                yaml.replace("'1'", "'2'"));
        assertThat(again.code()).isEqualTo(200);
        assertThat(client.get(CONFIG_MAPS + "/one").at("/data/key")).isEqualTo("2");
    }

    @Test
    void takesNoStrategicPatchForACustomKind() throws Exception {
        assertThat(client.post("/apis/networking.istio.io/v1/namespaces/default/gateways", """
                {"metadata":{"name":"g"},
                 "spec":{"servers":[{"port":{"number":9000,"name":"tcp","protocol":"TCP"},"hosts":["*"]}]}}""").code())
                .isEqualTo(201);
        Answer answer = client.patch("/apis/networking.istio.io/v1/namespaces/default/gateways/g",
                "strategic-merge-patch+json", "{\"spec\":{}}");
        assertThat(answer.code()).isEqualTo(415);
        assertThat(client.patch("/apis/networking.istio.io/v1/namespaces/default/gateways/g", "merge-patch+json",
                "{\"spec\":{\"selector\":{\"a\":\"b\"}}}").at("/spec/selector/a")).isEqualTo("b");
    }

    @Test
    void refusesAJsonPatchThatDoesNotFit() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(client.patch(CONFIG_MAPS + "/one", "json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/data/key\",\"value\":\"3\"}]").at("/data/key")).isEqualTo("3");
        assertThat(client.patch(CONFIG_MAPS + "/one", "json-patch+json",
                "[{\"op\":\"test\",\"path\":\"/data/key\",\"value\":\"9\"}]").code()).isEqualTo(422);
    }

    @Test
    void writesStatusThroughItsOwnPathOnly() throws Exception {
        addPod("p", "v1", "Running");
        client.patch(PODS + "/p", "merge-patch+json",
                "{\"metadata\":{\"labels\":{\"x\":\"y\"}},\"status\":{\"phase\":\"Failed\"}}");
        assertThat(client.get(PODS + "/p").at("/status/phase")).isEqualTo("Running");
        assertThat(client.get(PODS + "/p").at("/metadata/labels/x")).isEqualTo("y");
        client.patch(PODS + "/p/status", "merge-patch+json",
                "{\"metadata\":{\"labels\":{\"x\":\"z\"}},\"status\":{\"phase\":\"Failed\"}}");
        assertThat(client.get(PODS + "/p").at("/status/phase")).isEqualTo("Failed");
        assertThat(client.get(PODS + "/p").at("/metadata/labels/x")).isEqualTo("y");
    }

    @Test
    void listsWhatTheSelectorsLetThrough() throws Exception {
        addPod("a", "v1", "Running");
        addPod("b", "v2", "Running");
        addPod("c", "v2", "Pending");
        assertThat(names(PODS + "?labelSelector=version%3Dv2")).containsExactly("b", "c");
        assertThat(names(PODS + "?labelSelector=version%20in%20(v1,v3)")).containsExactly("a");
        assertThat(names(PODS + "?labelSelector=version%3Dv2&fieldSelector=status.phase!%3DPending"))
                .containsExactly("b");
        assertThat(names("/api/v1/pods?fieldSelector=metadata.name%3Dc")).containsExactly("c");
        assertThat(client.get(PODS + "?fieldSelector=spec.nonsense%3Dc").at("/message"))
                .isEqualTo("field label not supported: spec.nonsense");
    }

    @Test
    void deletesWhatOfACollectionIsChosen() throws Exception {
        addPod("a", "v1", "Running");
        addPod("b", "v2", "Running");
        assertThat(client.delete(PODS + "?gracePeriodSeconds=0&labelSelector=version%3Dv1").body().path("items"))
                .hasSize(1);
        assertThat(names(PODS)).containsExactly("b");
    }

    @Test
    void letsNobodyCreateAnythingInANamespaceThatIsBeingDeleted() throws Exception {
        client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"n\"},\"spec\":{\"finalizers\":[\"kubernetes\"]}}");
        Answer deleted = client.delete("/api/v1/namespaces/n");
        assertThat(deleted.at("/status/phase")).isEqualTo("Terminating");
        Answer refused = client.post("/api/v1/namespaces/n/configmaps", configMap("one", "1"));
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.at("/message")).isEqualTo(
                "configmaps \"one\" is forbidden: unable to create new content in namespace n because it is being terminated");
        assertThat(client.delete("/api/v1/namespaces/default").at("/message"))
                .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    @Test
    void keepsAnObjectUntilItsFinalizersAreGone() throws Exception {
        client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"held\",\"finalizers\":[\"example.com/hold\"]}}");
        Answer deleted = client.delete(CONFIG_MAPS + "/held");
        assertThat(deleted.at("/kind")).isEqualTo("ConfigMap");
        assertThat(deleted.at("/metadata/deletionTimestamp")).isNotEmpty();
        assertThat(client
                .patch(CONFIG_MAPS + "/held", "merge-patch+json",
                        "{\"metadata\":{\"finalizers\":[\"example.com/hold\",\"example.com/more\"]}}")
                .at("/message")).isEqualTo(
                        "ConfigMap \"held\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"example.com/more\"}");
        client.patch(CONFIG_MAPS + "/held", "merge-patch+json", "{\"metadata\":{\"finalizers\":null}}");
        assertThat(client.get(CONFIG_MAPS + "/held").code()).isEqualTo(404);
    }

    @Test
    void deletesOnlyTheObjectThatIsMeant() throws Exception {
        String uid = client.post(CONFIG_MAPS, configMap("one", "1")).at("/metadata/uid");
        Answer other = client.delete(CONFIG_MAPS + "/one", "{\"preconditions\":{\"uid\":\"another\"}}");
        assertThat(other.code()).isEqualTo(409);
        assertThat(other.at("/message")).isEqualTo(
                "Operation cannot be fulfilled on ConfigMap \"one\": the UID in the precondition (another) does not match the UID in record ("
                        + uid + "). The object might have been deleted and then recreated");
        assertThat(client.delete(CONFIG_MAPS + "/one?propagationPolicy=Maybe").at("/message")).isEqualTo(
                "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Maybe\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
        assertThat(client.delete(CONFIG_MAPS + "/one", "{\"preconditions\":{\"uid\":\"" + uid + "\"}}").at("/status"))
                .isEqualTo("Success");
    }

    @Test
    void letsNobodyChangeWhatIdentifiesAnObject() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(
                client.patch(CONFIG_MAPS + "/one", "merge-patch+json", "{\"metadata\":{\"uid\":\"z\"}}").at("/message"))
                        .isEqualTo(
                                "ConfigMap \"one\" is invalid: metadata.uid: Invalid value: \"z\": field is immutable");
        assertThat(client.put(CONFIG_MAPS + "/one", "{\"metadata\":{\"name\":\"one\",\"uid\":\"z\"}}").code())
                .isEqualTo(409);
        assertThat(
                client.post(CONFIG_MAPS, "{\"metadata\":{\"name\":\"two\",\"resourceVersion\":\"1\"}}").at("/message"))
                        .isEqualTo("resourceVersion should not be set on objects to be created");
    }

    @ParameterizedTest
    @CsvSource({ "nope, invalid syntax", "+1, invalid syntax", "99999999999999999999, value out of range" })
    void aVersionThatIsNoNumberIsNotCompared(String version, String why) throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));

        Answer answer = client.put(CONFIG_MAPS + "/one",
                "{\"metadata\":{\"name\":\"one\",\"resourceVersion\":\"%s\"}}".formatted(version));

        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.at("/message")).isEqualTo("strconv.ParseUint: parsing \"%s\": %s".formatted(version, why));
    }

    @Test
    void theVersionZeroReplacesWhateverIsThere() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(
                client.put(CONFIG_MAPS + "/one", "{\"metadata\":{\"name\":\"one\",\"resourceVersion\":\"0\"}}").code())
                        .isEqualTo(200);
    }

    @Test
    void anObjectByItsNameIsNotWatched() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(client.get(CONFIG_MAPS + "/one?watch=true").at("/kind")).isEqualTo("ConfigMap");
    }

    @Test
    void anApplyOfAFieldThatIsNotDeclaredIsRefusedWhateverTheValidation() throws Exception {
        Answer answer = client.patch(CONFIG_MAPS + "/one?fieldManager=me&fieldValidation=Ignore", "apply-patch+yaml",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"nope\":{}}");
        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.at("/message")).isEqualTo(
                "failed to create typed patch object (default/one; /v1, Kind=ConfigMap): .nope: field not declared in schema");
    }

    @Test
    void countsGenerationsOfKindsThatHaveThem() throws Exception {
        client.post(DEPLOYMENTS, deployment("echo"));
        client.patch(DEPLOYMENTS + "/echo", "merge-patch+json", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        assertThat(client.get(DEPLOYMENTS + "/echo").body().at("/metadata/generation").asInt()).isEqualTo(1);
        client.patch(DEPLOYMENTS + "/echo", "merge-patch+json", "{\"spec\":{\"replicas\":2}}");
        assertThat(client.get(DEPLOYMENTS + "/echo").body().at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(client.post(CONFIG_MAPS, configMap("one", "1")).body().at("/metadata/generation").isMissingNode())
                .isTrue();
    }

    @Test
    void refusesAnApplyWithoutAManagerAndOneThatTakesFields() throws Exception {
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {key: '2'}\n";
        client.post(CONFIG_MAPS + "?fieldManager=first", configMap("one", "1"));
        assertThat(client.patch(CONFIG_MAPS + "/one", "apply-patch+yaml", yaml).at("/message")).isEqualTo(
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        Answer conflict = client.patch(CONFIG_MAPS + "/one?fieldManager=second", "apply-patch+yaml", yaml);
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("/message"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"first\" using v1: .data.key");
        assertThat(conflict.at("/details/causes/0/reason")).isEqualTo("FieldManagerConflict");
        Answer forced = client.patch(CONFIG_MAPS + "/one?fieldManager=second&force=true", "apply-patch+yaml", yaml);
        assertThat(forced.at("/metadata/managedFields/0/manager")).isEqualTo("second");
        assertThat(client.patch(CONFIG_MAPS + "/one", "merge-patch+json", "{\"metadata\":{\"managedFields\":[{}]}}")
                .body().at("/metadata/managedFields").isMissingNode()).isTrue();
    }

    @Test
    void printsPodsAsATable() throws Exception {
        addPod("a", "v1", "Running");
        JsonNode table = client.table(PODS).body();
        assertThat(table.path("kind").asString()).isEqualTo("Table");
        assertThat(table.path("columnDefinitions").valueStream().map(c -> c.path("name").asString())).startsWith("Name",
                "Ready", "Status", "Restarts", "Age");
        assertThat(table.at("/rows/0/cells").valueStream().limit(4).map(JsonNode::asString)).containsExactly("a", "1/1",
                "Running", "0");
        assertThat(table.at("/rows/0/object/kind").asString()).isEqualTo("PartialObjectMetadata");
    }

    @Test
    void watchesFromAVersionOn() throws Exception {
        String before = client.get(CONFIG_MAPS).at("/metadata/resourceVersion");
        client.post(CONFIG_MAPS, configMap("one", "1"));
        try (Stream<String> lines = client.lines(CONFIG_MAPS + "?watch=true&resourceVersion=" + before)) {
            Iterator<String> events = lines.iterator();
            assertThat(event(events.next())).isEqualTo("ADDED one");
            client.put(CONFIG_MAPS + "/one", configMap("one", "2"));
            assertThat(event(events.next())).isEqualTo("MODIFIED one");
            client.delete(CONFIG_MAPS + "/one");
            assertThat(event(events.next())).isEqualTo("DELETED one");
        }
    }

    @Test
    void beginsAWatchWithoutVersionWithWhatThereIs() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        try (Stream<String> lines = client.lines(CONFIG_MAPS
                + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=20")) {
            Iterator<String> events = lines.iterator();
            assertThat(event(events.next())).isEqualTo("ADDED one");
            JsonNode mark = ApiClient.JSON.readTree(events.next());
            assertThat(mark.path("type").asString()).isEqualTo("BOOKMARK");
            assertThat(mark.at("/object/metadata/annotations/k8s.io~1initial-events-end").asString()).isEqualTo("true");
        }
    }

    @Test
    void tellsAWatcherThatAnObjectHasLeftItsSelection() throws Exception {
        addPod("a", "v1", "Running");
        try (Stream<String> lines = client.lines(PODS + "?watch=true&labelSelector=version%3Dv1")) {
            Iterator<String> events = lines.iterator();
            assertThat(event(events.next())).isEqualTo("ADDED a");
            client.patch(PODS + "/a", "merge-patch+json", "{\"metadata\":{\"labels\":{\"version\":\"v2\"}}}");
            assertThat(event(events.next())).isEqualTo("DELETED a");
        }
    }

    @Test
    void whatLeavesASelectionWasToldAsItHadBecomeAndNotAsItWas() throws Exception {
        addPod("a", "v1", "Running");
        String before = client.get(PODS + "/a").at("/metadata/resourceVersion");
        String after = client.patch(PODS + "/a", "merge-patch+json", "{\"metadata\":{\"labels\":{\"version\":\"v2\"}}}")
                .at("/metadata/resourceVersion");
        try (Stream<String> lines = client
                .lines(PODS + "?watch=true&labelSelector=version%3Dv1&resourceVersion=" + before)) {
            JsonNode event = ApiClient.JSON.readTree(lines.findFirst().orElseThrow());
            assertThat(event.path("type").asString()).isEqualTo("DELETED");
            assertThat(event.at("/object/metadata/labels/version").asString()).isEqualTo("v1");
            assertThat(event.at("/object/metadata/resourceVersion").asString()).isEqualTo(after);
        }
    }

    @Test
    void aWatchWentOnWhenTheDefinitionOfItsKindWasGone() throws Exception {
        ResourceKey definition = new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "",
                "gateways.networking.istio.io");
        store.create(definition, object("{\"metadata\":{\"name\":\"gateways.networking.istio.io\"}}"));
        try (Stream<String> lines = client
                .lines("/apis/networking.istio.io/v1/namespaces/default/gateways?watch=true&resourceVersion=1")) {
            store.delete(definition);
            assertThat(lines).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({ "watch=True", "watch", "watch=yes", "watch=1" })
    void onlyTwoWordsMeantTrueSoThatPythonsWatchesWereLists(String said) throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        try (Stream<String> lines = client.lines(CONFIG_MAPS + "?timeoutSeconds=1&" + said)) {
            assertThat(lines.map(PracticeApiTest::event)).containsExactly("ADDED one");
        }
        assertThat(client.get(CONFIG_MAPS + "?watch=False").at("/kind")).isEqualTo("ConfigMapList");
        assertThat(client.get(CONFIG_MAPS + "?watch=0").at("/kind")).isEqualTo("ConfigMapList");
    }

    @Test
    void deletingAStatusDeletedTheObject() throws Exception {
        addPod("a", "v1", "Running");

        assertThat(client.delete(PODS + "/a/status").code()).isEqualTo(405);

        assertThat(client.get(PODS + "/a").code()).isEqualTo(200);
    }

    @Test
    void whatIsInAllNamespacesCouldBeDeletedTogether() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));

        assertThat(client.delete("/api/v1/configmaps").code()).isEqualTo(405);
        assertThat(client.delete("/api/v1/namespaces").code()).isEqualTo(405);
        assertThat(client.delete("/apis/networking.istio.io/v1/gateways").code()).isEqualTo(404);
        assertThat(client.post("/api/v1/configmaps", configMap("two", "1")).at("/message"))
                .isEqualTo("the server does not allow this method on the requested resource");

        assertThat(names(CONFIG_MAPS)).containsExactly("one");
        assertThat(client.get("/api/v1/namespaces/default").at("/status/phase")).isEqualTo("Active");
    }

    @Test
    void fieldsThatAreFalseWhenNothingIsSaidCouldNotBeSelectedBy() throws Exception {
        addPod("a", "v1", "Running");
        store.create(new ResourceKey(ResourceKinds.NODE, "", "n"), object("{\"metadata\":{\"name\":\"n\"}}"));

        assertThat(names(PODS + "?fieldSelector=spec.hostNetwork%3Dfalse")).containsExactly("a");
        assertThat(names(PODS + "?fieldSelector=spec.hostNetwork%3Dtrue")).isEmpty();
        assertThat(names("/api/v1/nodes?fieldSelector=spec.unschedulable%3Dfalse")).containsExactly("n");
    }

    @Test
    void eventsCouldNotBeSelectedBySource() throws Exception {
        store.create(new ResourceKey(ResourceKinds.EVENT, "default", "old"), object(
                "{\"metadata\":{\"name\":\"old\",\"namespace\":\"default\"},\"source\":{\"component\":\"kubelet\"}}"));
        store.create(new ResourceKey(ResourceKinds.EVENT, "default", "new"), object(
                "{\"metadata\":{\"name\":\"new\",\"namespace\":\"default\"},\"reportingComponent\":\"kubelet\"}"));

        assertThat(names("/api/v1/namespaces/default/events?fieldSelector=source%3Dkubelet")).containsExactly("new",
                "old");
    }

    @Test
    void aCommaInAFieldsValueBeganAnotherRequirement() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));

        assertThat(names(CONFIG_MAPS + "?fieldSelector=metadata.name!%3Da%5C%2Cb")).containsExactly("one");
        assertThat(client.get(CONFIG_MAPS + "?fieldSelector=metadata.name%3Da%3Db").at("/message"))
                .isEqualTo("invalid field selector: unescaped character in value: 61");
        assertThat(client.get(CONFIG_MAPS + "?fieldSelector=metadata.name%3Da%5Cx").at("/message"))
                .isEqualTo("invalid field selector: invalid escape sequence: \\x");
    }

    @Test
    void aPodCouldBeMovedToAnotherNode() throws Exception {
        addPod("a", "v1", "Running");

        Answer moved = client.patch(PODS + "/a", "merge-patch+json", "{\"spec\":{\"nodeName\":\"elsewhere\"}}");

        assertThat(moved.at("/message"))
                .startsWith("Pod \"a\" is invalid: spec: Forbidden: pod updates may not change fields other than");
    }

    @Test
    void whatIsLargeWasMeasuredInCharactersAndInBase64() throws Exception {
        String bytes = Base64.getEncoder().encodeToString(new byte[900 * 1024]);
        assertThat(client.post(CONFIG_MAPS,
                "{\"metadata\":{\"name\":\"bytes\"},\"binaryData\":{\"key\":\"%s\"}}".formatted(bytes)).code())
                        .isEqualTo(201);
        assertThat(client
                .post(CONFIG_MAPS,
                        "{\"metadata\":{\"name\":\"text\"},\"data\":{\"key\":\"%s\"}}"
                                .formatted("ä".repeat(600 * 1024)))
                .at("/message"))
                        .isEqualTo("ConfigMap \"text\" is invalid: : Too long: may not be more than 1048576 bytes");
        assertThat(client
                .post(CONFIG_MAPS,
                        "{\"metadata\":{\"name\":\"noted\",\"annotations\":{\"key\":\"%s\"}}}"
                                .formatted("ä".repeat(140 * 1024)))
                .at("/message")).isEqualTo(
                        "ConfigMap \"noted\" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes");
        String large = Base64.getEncoder().encodeToString(new byte[1024 * 1024 + 1]);
        assertThat(client
                .post("/api/v1/namespaces/default/secrets",
                        "{\"metadata\":{\"name\":\"large\"},\"data\":{\"key\":\"%s\"}}".formatted(large))
                .at("/message"))
                        .isEqualTo("Secret \"large\" is invalid: data: Too long: may not be more than 1048576 bytes");
    }

    @Test
    void whatHoldsANamespaceCouldBeTakenAwayByAnyWriter() throws Exception {
        client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"n\"}}");

        Answer written = client.patch("/api/v1/namespaces/n", "merge-patch+json", "{\"spec\":{\"finalizers\":[]}}");

        assertThat(written.body().at("/spec/finalizers").toString()).isEqualTo("[\"kubernetes\"]");
    }

    @Test
    void bytesOfAConfigMapWereNotCountedInItsRow() throws Exception {
        client.post(CONFIG_MAPS,
                "{\"metadata\":{\"name\":\"one\"},\"data\":{\"a\":\"1\"},\"binaryData\":{\"b\":\"YQ==\"}}");

        assertThat(client.table(CONFIG_MAPS).body().at("/rows/0/cells/1").asInt()).isEqualTo(2);
    }

    @Test
    void aStatusWithoutAPathOfItsOwnAndLabelsOfASliceDidNotCount() throws Exception {
        ResourceKind wish = new ResourceKind("example.org", "v1", "wishes", "wish", "Wish", List.of(), List.of(), true,
                List.of("v1"), Set.of(), true);
        ResourceKey key = new ResourceKey(wish, "default", "w");
        store.create(key, object("{\"metadata\":{\"name\":\"w\"},\"status\":{\"a\":1}}"));
        assertThat(store.update(key, object -> object.set("status", object("{\"a\":2}"))).at("/metadata/generation")
                .asInt()).isEqualTo(2);
        ResourceKey slice = new ResourceKey(ResourceKinds.ENDPOINT_SLICE, "default", "s");
        store.create(slice, object("{\"metadata\":{\"name\":\"s\"}}"));
        assertThat(store.update(slice, object -> {
            object.withObject("/metadata/labels").put("a", "b");
            return object;
        }).at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(store.update(slice, object -> {
            object.withObject("/metadata/annotations").put("a", "b");
            return object;
        }).at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    void aScaleOfAnotherNameOrKindWasTakenAndItsSelectorWasShort() throws Exception {
        client.post(DEPLOYMENTS, deployment("echo").replace("{\"matchLabels\":{\"app\":\"echo\"}}",
                "{\"matchLabels\":{\"app\":\"echo\"},\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"In\",\"values\":[\"x\",\"echo\"]}]}"));
        String scale = DEPLOYMENTS + "/echo/scale";

        assertThat(client.get(scale).at("/status/selector")).isEqualTo("app=echo,app in (echo,x)");
        assertThat(client.put(scale, "{\"metadata\":{\"name\":\"other\"},\"spec\":{\"replicas\":2}}").at("/message"))
                .isEqualTo("the name of the object (other) does not match the name on the URL (echo)");
        assertThat(client.put(scale, "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"spec\":{\"replicas\":2}}").code())
                .isEqualTo(400);
        assertThat(client.patch(scale, "merge-patch+json", "{\"spec\":{\"replicas\":-1}}").at("/message")).isEqualTo(
                "Scale.autoscaling \"echo\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0");
        assertThat(client.put(scale, "{\"metadata\":{\"name\":\"echo\"}}").code()).isEqualTo(200);
        assertThat(client.get(DEPLOYMENTS + "/echo").body().at("/spec/replicas").asInt()).isZero();
    }

    @Test
    void scalingFailedWhenSomebodyElseHadJustWritten() throws Exception {
        client.post(DEPLOYMENTS, deployment("echo"));
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; !over.get(); i++) {
                String value = Integer.toString(i);
                store.update(new ResourceKey(ResourceKinds.DEPLOYMENT, "default", "echo"), object -> {
                    object.withObject("/status").put("observedGeneration", value);
                    return object;
                });
            }
        });
        try {
            for (int i = 1; i <= 100; i++) {
                assertThat(client.patch(DEPLOYMENTS + "/echo/scale", "merge-patch+json",
                        "{\"spec\":{\"replicas\":%d}}".formatted(i)).code()).isEqualTo(200);
            }
        } finally {
            over.set(true);
            writer.join();
        }
    }

    @Test
    void linesWereSentTwiceWhenOlderOnesWereDroppedWhileTheyWereRead(@TempDir Path directory) throws Exception {
        ContainerLog dropping = new ContainerLog() {
            @Override
            public long firstSequence() {
                return 0;
            }

            @Override
            public List<LogEntry> read(long from, int atMost) {
                long first = Math.max(from, 10); // dropped since it was asked for the first
                return LongStream.range(first, Math.min(first + atMost, 600))
                        .mapToObj(i -> new LogEntry(i, Instant.EPOCH, "line " + i)).toList();
            }

            @Override
            public boolean await(long from, Duration atMost) {
                return false;
            }

            @Override
            public boolean ended() {
                return true;
            }
        };
        addPod("a", "v1", "Running");
        try (PracticeApi second = new PracticeApi(store, (n, p, c, previous) -> Optional.of(dropping),
                (address, port) -> Optional.empty(), Clock.systemUTC())) {
            second.start(0);
            try (ApiClient reader = new ApiClient(second.writeKubeconfig(directory))) {
                assertThat(new String(reader.bytes(PODS + "/a/log"), StandardCharsets.UTF_8).lines()).hasSize(590)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void oneOfTwoWhoFirstAppliedAnObjectAtTheSameTimeWasRefused() throws Exception {
        ObjectWrites writes = new ObjectWrites(store);
        for (int i = 0; i < 100; i++) {
            ApiPath path = ApiPath.of(new ResourceKey(ResourceKinds.CONFIG_MAP, "default", "applied-" + i));
            CyclicBarrier together = new CyclicBarrier(2);
            List<FutureTask<Boolean>> applies = Stream.of("one", "two").map(manager -> new FutureTask<>(() -> {
                together.await();
                return writes.patch(path, new Patch(Patch.Format.APPLY, object(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"%s\":\"1\"}}"
                                .formatted(path.name(), manager)),
                        path.kind()), WriteOptions.by(manager)).created();
            })).toList();
            applies.forEach(Thread.ofVirtual()::start);
            assertThat(applies.get(0).get()).isNotEqualTo(applies.get(1).get());
            assertThat(store.get(path.key()).path("data")).hasSize(2);
        }
    }

    @Test
    void portsOfEndpointsAndSlicesWereLeftWithoutAProtocol() throws Exception {
        Answer slice = client.post("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices",
                "{\"metadata\":{\"name\":\"s\"},\"addressType\":\"IPv4\",\"endpoints\":[],\"ports\":[{\"port\":80}]}");
        assertThat(slice.body().at("/ports/0"))
                .isEqualTo(ApiClient.JSON.readTree("{\"port\":80,\"name\":\"\",\"protocol\":\"TCP\"}"));
        Answer endpoints = client.post("/api/v1/namespaces/default/endpoints",
                "{\"metadata\":{\"name\":\"e\"},\"subsets\":[{\"addresses\":[{\"ip\":\"10.1.2.3\"}],\"ports\":[{\"port\":80}]}]}");
        assertThat(endpoints.at("/subsets/0/ports/0/protocol")).isEqualTo("TCP");
    }

    @Test
    void watchesForAsLongAsItCanWhenMoreIsAskedFor() throws Exception {
        client.post(CONFIG_MAPS, configMap("watched", "1"));
        try (Stream<String> lines = client.lines(CONFIG_MAPS + "?watch=true&timeoutSeconds=" + Long.MAX_VALUE)) {
            assertThat(lines.findFirst()).hasValueSatisfying(line -> assertThat(line).contains("ADDED"));
        }
    }

    @Test
    void endsAWatchWhenItsTimeIsOver() throws Exception {
        try (Stream<String> lines = client.lines(CONFIG_MAPS + "?watch=true&timeoutSeconds=1")) {
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void saysThatTheHistoryIsGone() throws Exception {
        client.post(CONFIG_MAPS, configMap("one", "1"));
        changeTenThousandTimes("one");
        try (Stream<String> lines = client.lines(CONFIG_MAPS + "?watch=true&resourceVersion=1")) {
            JsonNode error = ApiClient.JSON.readTree(lines.iterator().next());
            assertThat(error.path("type").asString()).isEqualTo("ERROR");
            assertThat(error.at("/object/code").asInt()).isEqualTo(410);
            assertThat(error.at("/object/reason").asString()).isEqualTo("Expired");
        }
    }

    @Test
    void remembersWhatBecameOfAPodHoweverManyOtherThingsHappenSince() throws Exception {
        addPod("a", "v1", "Running");
        String listed = client.get(PODS).at("/metadata/resourceVersion");
        store.delete(new ResourceKey(ResourceKinds.POD, "default", "a"));
        client.post(CONFIG_MAPS, configMap("one", "1"));
        changeTenThousandTimes("one");
        try (Stream<String> lines = client
                .lines(PODS + "?watch=true&fieldSelector=metadata.name%3Da&resourceVersion=" + listed)) {
            assertThat(event(lines.iterator().next())).isEqualTo("DELETED a");
        }
    }

    @Test
    void watchesThroughAWebSocket() throws Exception {
        var messages = new LinkedBlockingQueue<String>();
        var socket = client.messages(CONFIG_MAPS + "?watch=true", messages);
        client.post(CONFIG_MAPS, configMap("one", "1"));
        assertThat(event(messages.poll(10, TimeUnit.SECONDS))).isEqualTo("ADDED one");
        socket.abort();
    }

    @Test
    void closingTheServerEndsFollowedLogsAndWatches() throws Exception {
        addPod("a", "v1", "Running");
        log.add(Instant.now(), "one");
        try (Stream<String> lines = client.lines(PODS + "/a/log?follow=true")) {
            Iterator<String> followed = lines.iterator();
            assertThat(followed.next()).isEqualTo("one");
            api.close();
            assertThatThrownBy(followed::hasNext).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void closingTheServerEndsARequestUnderWayAndWaitsForIt(@TempDir Path directory) throws Exception {
        addPod("a", "v1", "Running");
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        PracticeApi busy = new PracticeApi(store, (namespace, pod, container, previous) -> {
            underWay.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException closing) {
                ended.set(true);
            }
            return Optional.empty();
        }, (address, port) -> Optional.empty(), Clock.systemUTC());
        busy.start(0);
        try (ApiClient asking = new ApiClient(busy.writeKubeconfig(directory))) {
            Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> asking.get(PODS + "/a/log")).isInstanceOf(IOException.class));
            assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();

            busy.close();

            assertThat(ended).isTrue();
        }
    }

    @Test
    void readsALogAndItsLastLines() throws Exception {
        addPod("a", "v1", "Running");
        log.add(Instant.parse("2026-11-23T10:00:00.5Z"), "one");
        log.add(Instant.parse("2026-11-23T10:00:01Z"), "two");
        assertThat(client.lines(PODS + "/a/log")).containsExactly("one", "two");
        assertThat(client.lines(PODS + "/a/log?tailLines=1")).containsExactly("two");
        assertThat(client.lines(PODS + "/a/log?tailLines=0")).isEmpty();
        assertThat(client.lines(PODS + "/a/log?timestamps=true&tailLines=1"))
                .containsExactly("2026-11-23T10:00:01.000000000Z two");
        assertThat(client.lines(PODS + "/a/log?sinceTime=2026-11-23T10:00:01Z")).containsExactly("two");
        assertThat(client.get(PODS + "/a/log?container=nope").at("/message"))
                .isEqualTo("container nope is not valid for pod a");
        assertThat(client.get(PODS + "/a/log?previous=true").code()).isEqualTo(400);
    }

    @Test
    void saysWhatIsWrongWithALogsOptionsInTheApiServersWords() throws Exception {
        addPod("a", "v1", "Running");
        log.add(Instant.now(), "one");
        assertThat(client.get(PODS + "/a/log?tailLines=-1&limitBytes=0").at("/message")).isEqualTo(
                "PodLogOptions \"a\" is invalid: [tailLines: Invalid value: -1: must be greater than or equal to 0, limitBytes: Invalid value: 0: must be greater than 0]");
        assertThat(client.get(PODS + "/a/log?sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z").at("/message")).isEqualTo(
                "PodLogOptions \"a\" is invalid: []: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified");
        assertThat(client.get(PODS + "/a/log?stream=Stderr").at("/message"))
                .isEqualTo("PodLogOptions \"a\" is invalid: stream: Forbidden: may not be specified");
        assertThat(client.get(PODS + "/a/log?tailLines=x").at("/message"))
                .isEqualTo("strconv.ParseInt: parsing \"x\": invalid syntax");
        assertThat(client.get(PODS + "/a/log?tailLines=99999999999999999999").at("/message"))
                .isEqualTo("strconv.ParseInt: parsing \"99999999999999999999\": value out of range");
        assertThat(client.get(PODS + "/a/log?sinceTime=x").at("/message"))
                .isEqualTo("parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"");
        assertThat(client.lines(PODS + "/a/log?sinceSeconds=9223372036854775807")).containsExactly("one");
    }

    @Test
    void cutsALogAtSoManyBytesAlsoWhenItIsFollowed() throws Exception {
        addPod("a", "v1", "Running");
        log.add(Instant.now(), "one");
        log.add(Instant.now(), "two");
        assertThat(client.bytes(PODS + "/a/log?limitBytes=5")).asString().isEqualTo("one\nt");
        assertThat(client.bytes(PODS + "/a/log?limitBytes=5&follow")).asString().isEqualTo("one\nt");
    }

    @Test
    void wantsAContainersNameWhereThereAreSeveral() throws Exception {
        store.create(new ResourceKey(ResourceKinds.POD, "default", "two"),
                object("""
                        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"two","namespace":"default"},
                         "spec":{"nodeName":"n","initContainers":[{"name":"side"}],"containers":[{"name":"a"},{"name":"b"}]}}"""));
        assertThat(client.get(PODS + "/two/log").at("/message"))
                .isEqualTo("a container name must be specified for pod two, choose one of: [side a b]");
        log.add(Instant.now(), "one");
        assertThat(client.lines(PODS + "/two/log?container=side")).containsExactly("one");
    }

    @Test
    void sendsALogThroughAWebSocketAsBytes() throws Exception {
        addPod("a", "v1", "Running");
        log.add(Instant.now(), LogText.of(new byte[] { 'x', (byte) 0xff }, 2));
        var messages = new LinkedBlockingQueue<byte[]>();
        client.binaryMessages(PODS + "/a/log", "binary.k8s.io", messages);
        assertThat(messages.poll(10, TimeUnit.SECONDS)).containsExactly('x', 0xff, '\n');
        assertThat(messages.poll(10, TimeUnit.SECONDS)).asString().isEqualTo("closed");
    }

    @Test
    void sendsTheBytesOfALogThatAreNoTextAsTheyCame() throws Exception {
        addPod("a", "v1", "Running");
        byte[] received = { 'x', (byte) 0xff, 0, (byte) 0xc3, (byte) 0xa9, (byte) 0xe2, (byte) 0x82 };
        log.add(Instant.now(), LogText.of(received, received.length));

        assertThat(client.bytes(PODS + "/a/log")).startsWith(received).hasSize(received.length + 1);
    }

    @Test
    void followsALogUntilItEnds() throws Exception {
        addPod("a", "v1", "Running");
        log.add(Instant.now(), "one");
        try (Stream<String> lines = client.lines(PODS + "/a/log?follow=true")) {
            Iterator<String> followed = lines.iterator();
            assertThat(followed.next()).isEqualTo("one");
            log.add(Instant.now(), "two");
            assertThat(followed.next()).isEqualTo("two");
            log.end();
            assertThat(followed.hasNext()).isFalse();
        }
    }

    @Test
    void scalesADeploymentThroughItsScale() throws Exception {
        client.post(DEPLOYMENTS, deployment("echo"));
        String scale = DEPLOYMENTS + "/echo/scale";
        assertThat(client.get(scale).body().at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(client.get(scale).at("/status/selector")).isEqualTo("app=echo");

        Answer scaled = client.patch(scale, "merge-patch+json", "{\"spec\":{\"replicas\":3}}");

        assertThat(scaled.at("/kind")).isEqualTo("Scale");
        assertThat(client.get(DEPLOYMENTS + "/echo").body().at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(client.patch(scale, "merge-patch+json", "{\"spec\":{\"replicas\":-1}}").code()).isEqualTo(422);
        assertThat(client.put(scale, "{\"metadata\":{\"resourceVersion\":\"1\"},\"spec\":{\"replicas\":2}}").code())
                .isEqualTo(409);
    }

    @Test
    void addsWhatADeploymentLeavesToItsDefaults() throws Exception {
        Answer created = client.post(DEPLOYMENTS, deployment("echo"));

        assertThat(created.at("/spec/strategy/rollingUpdate/maxSurge")).isEqualTo("25%");
        assertThat(created.body().at("/spec/revisionHistoryLimit").asInt()).isEqualTo(10);
        assertThat(created.at("/spec/template/spec/restartPolicy")).isEqualTo("Always");
        assertThat(created.at("/spec/template/spec/containers/0/imagePullPolicy")).isEqualTo("IfNotPresent");
        assertThat(created.at("/spec/template/spec/containers/0/env/0/valueFrom/fieldRef/apiVersion")).isEqualTo("v1");
    }

    @Test
    void takesAFieldThatIsNullForOneThatIsNotThere() throws Exception {
        JsonNode template = client.post(DEPLOYMENTS, deployment("echo")).body().at("/spec/template");

        Answer patched = client.patch(DEPLOYMENTS + "/echo", "json-patch+json", """
                [{"op":"add","path":"/spec/template/metadata/creationTimestamp","value":null}]""");

        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.body().at("/spec/template")).isEqualTo(template);
    }

    @Test
    void refusesAnObjectThatIsNotMadeAsItsKindIs() throws Exception {
        assertThat(client.post(DEPLOYMENTS, "{\"metadata\":{\"name\":\"a\"},\"spec\":\"nothing\"}").code())
                .isEqualTo(400);
        assertThat(client.post(CONFIG_MAPS, "{\"metadata\":\"a\"}").code()).isEqualTo(400);
    }

    @Test
    void answersDiscoveryAndAccessReviews() throws Exception {
        assertThat(client.get("/api/v1").body().path("resources").valueStream().map(r -> r.path("name").asString()))
                .contains("pods", "pods/log", "services");
        assertThat(client.get("/apis").body().path("groups").valueStream().map(g -> g.path("name").asString()))
                .contains("apps", "networking.istio.io", "discovery.k8s.io");
        assertThat(client.get("/openapi/v3/apis/apps/v1").body().path("paths")).isNotEmpty();
        assertThat(client
                .post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}}}")
                .body().at("/status/allowed").asBoolean()).isTrue();
    }

    private void addPod(String name, String version, String phase) {
        store.create(new ResourceKey(ResourceKinds.POD, "default", name), object("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"default",
                 "labels":{"version":"%s"}},"spec":{"nodeName":"n","containers":[{"name":"main","image":"echo"}]},
                 "status":{"phase":"%s","containerStatuses":[{"name":"main","ready":true}]}}""".formatted(name, version,
                phase)));
    }

    /** More often than the store remembers changes of one kind. */
    private void changeTenThousandTimes(String configMap) {
        for (int i = 0; i < 10_100; i++) {
            String value = Integer.toString(i);
            store.update(new ResourceKey(ResourceKinds.CONFIG_MAP, "default", configMap), object -> {
                object.withObject("/data").put("key", value);
                return object;
            });
        }
    }

    private Stream<String> names(String path) throws IOException, InterruptedException {
        return client.get(path).body().path("items").valueStream().map(item -> item.at("/metadata/name").asString());
    }

    private static String event(String line) {
        JsonNode event = ApiClient.JSON.readTree(line);
        return event.path("type").asString() + " " + event.at("/object/metadata/name").asString();
    }

    private static String deployment(String name) {
        return """
                {"metadata":{"name":"%s"},"spec":{"selector":{"matchLabels":{"app":"echo"}},"template":{
                 "metadata":{"labels":{"app":"echo"}},"spec":{"containers":[{"name":"main","image":"echo-server:1",
                 "env":[{"name":"POD_NAME","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}]}}}}"""
                .formatted(name);
    }

    private static String configMap(String name, String value) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"key\":\"%s\"}}"
                .formatted(name, value);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) ApiClient.JSON.readTree(json);
    }
}
