package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.access.BootstrapPolicy;
import dev.twinport.practice.api.ApiClient.Answer;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists in pieces and as of a version. The refusals are Kubernetes 1.34's words. */
@Timeout(60)
class PageTest {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

    private final Store store = new Store(Clock.systemUTC());
    private final PracticeApi api = new PracticeApi(store, (namespace, pod, container, previous) -> Optional.empty(),
            (address, port) -> Optional.empty(), Clock.systemUTC());
    private ApiClient client;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        api.start(0);
        client = new ApiClient(api.writeKubeconfig(directory));
        BootstrapPolicy.plant(store);
        for (int i = 0; i < 10; i++) {
            add("object-" + i);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void givesAListInPagesAsItWasWhenItWasBegun() throws Exception {
        Answer first = client.get(CONFIG_MAPS + "?limit=4");
        assertThat(names(first)).containsExactly("object-0", "object-1", "object-2", "object-3");
        assertThat(first.body().at("/metadata/remainingItemCount").asInt()).isEqualTo(6);
        add("object-5a");
        store.delete(key("object-6"));
        store.update(key("object-7"), object -> object.put("immutable", true));

        Answer second = next(first, "&limit=4");
        Answer third = next(second, "&limit=4");

        assertThat(names(second)).containsExactly("object-4", "object-5", "object-6", "object-7");
        assertThat(second.body().at("/items/3/immutable").isMissingNode()).isTrue();
        assertThat(names(third)).containsExactly("object-8", "object-9");
        assertThat(third.at("/metadata/continue")).isEmpty();
        assertThat(Stream.of(first, second, third).map(page -> page.at("/metadata/resourceVersion")).distinct())
                .hasSize(1);
    }

    @Test
    void cutsATableIntoPages() throws Exception {
        JsonNode table = client.table(CONFIG_MAPS + "?limit=3").body();
        assertThat(table.path("rows")).hasSize(3);
        assertThat(table.at("/metadata/remainingItemCount").asInt()).isEqualTo(7);
        assertThat(client.table(CONFIG_MAPS + "?limit=30&continue=" + table.at("/metadata/continue").asString()).body()
                .path("rows")).hasSize(7);
    }

    @Test
    void doesNotCountWhatSelectorsHide() throws Exception {
        Answer page = client.get(CONFIG_MAPS + "?limit=1&fieldSelector=metadata.name!%3Dobject-0");
        assertThat(names(page)).containsExactly("object-1");
        assertThat(page.body().at("/metadata/remainingItemCount").isMissingNode()).isTrue();
        assertThat(page.at("/metadata/continue")).isNotEmpty();
    }

    @Test
    void offersTheRestAsItIsWhenAListIsTooOld() throws Exception {
        Answer first = client.get(CONFIG_MAPS + "?limit=4");
        store.delete(key("object-5"));
        forgetHistory();

        Answer late = next(first, "");

        assertThat(late.code()).isEqualTo(410);
        assertThat(late.at("/reason")).isEqualTo("Expired");
        assertThat(late.at("/message")).startsWith("The provided continue parameter is too old");
        assertThat(names(next(late, ""))).containsExactly("object-4", "object-6", "object-7", "object-8", "object-9");
    }

    @Test
    void listsAsItWasAtAVersion() throws Exception {
        String before = client.get(CONFIG_MAPS).at("/metadata/resourceVersion");
        store.delete(key("object-0"));
        add("object-x");

        assertThat(names(client.get(CONFIG_MAPS + "?resourceVersionMatch=Exact&resourceVersion=" + before))).hasSize(10)
                .contains("object-0").doesNotContain("object-x");
        assertThat(names(client.get(CONFIG_MAPS + "?resourceVersionMatch=NotOlderThan&resourceVersion=" + before)))
                .contains("object-x").doesNotContain("object-0");
        forgetHistory();
        assertThat(client.get(CONFIG_MAPS + "?resourceVersionMatch=Exact&resourceVersion=" + before).at("/message"))
                .isEqualTo("The resourceVersion for the provided list is too old.");
    }

    @Test
    void refusesAVersionThatIsNotThereYet() throws Exception {
        Answer answer = client.get(CONFIG_MAPS + "?resourceVersion=99999999");
        assertThat(answer.code()).isEqualTo(504);
        assertThat(answer.at("/message")).startsWith("Timeout: Too large resource version: 99999999, current: ");
        assertThat(answer.at("/details/causes/0/reason")).isEqualTo("ResourceVersionTooLarge");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            resourceVersion=abc                                  | 400 | invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax
            watch=1&resourceVersion=abc                          | 500 | resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax
            resourceVersionMatch=Exact                           | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided
            resourceVersionMatch=Bad&resourceVersion=1           | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Unsupported value: "Bad": supported values: "Exact", "NotOlderThan", ""
            resourceVersionMatch=Exact&resourceVersion=0         | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"
            sendInitialEvents=true                               | 422 | ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list
            watch=1&sendInitialEvents=true                       | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan
            watch=1&resourceVersionMatch=NotOlderThan            | 422 | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided
            limit=x                                              | 400 | strconv.ParseInt: parsing "x": invalid syntax
            watch=1&timeoutSeconds=x                             | 400 | strconv.ParseInt: parsing "x": invalid syntax
            """)
    void refusesWhatContradictsItself(String query, int code, String message) throws Exception {
        Answer answer = client.get(CONFIG_MAPS + "?" + query);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("/message")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({ "abc", "e30", "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6OTk5OTk5OSwic3RhcnQiOiJhL2JcdTAwMDAifQ" })
    void refusesATokenItHasNotGiven(String token) throws Exception {
        Answer answer = client.get(CONFIG_MAPS + "?continue=" + token);
        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.at("/message")).startsWith("invalid continue token: continue key is not valid: ");
    }

    @Test
    void refusesAVersionTogetherWithAToken() throws Exception {
        Answer first = client.get(CONFIG_MAPS + "?limit=4");
        assertThat(next(first, "&resourceVersion=5").at("/message"))
                .isEqualTo("specifying resource version is not allowed when using continue");
    }

    private Answer next(Answer page, String query) throws Exception {
        return client.get(CONFIG_MAPS + "?continue=" + page.at("/metadata/continue") + query);
    }

    private void forgetHistory() {
        add("changing");
        for (int i = 0; i < 10_100; i++) {
            String value = Integer.toString(i);
            store.update(key("changing"), object -> object.put("kind", value));
        }
        store.delete(key("changing"));
    }

    private void add(String name) {
        store.create(key(name), (ObjectNode) ApiClient.JSON.readTree("""
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"default"}}"""
                .formatted(name)));
    }

    private static ResourceKey key(String name) {
        return new ResourceKey(ResourceKinds.CONFIG_MAP, "default", name);
    }

    private static List<String> names(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.body().path("items").forEach(item -> names.add(item.at("/metadata/name").asString()));
        return names;
    }
}
