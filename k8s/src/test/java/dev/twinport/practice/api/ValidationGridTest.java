package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twinport.practice.definitions.DefinitionController;
import dev.twinport.practice.definitions.PlantedDefinitions;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Objects people get wrong, and the Status a real API server refused each with, or its warnings
 * ({@code k8s/record/validation}). Of custom kinds the server tells the errors in an order of chance.
 */
class ValidationGridTest {

    private static final Path CASES = Path.of("src/test/resources/dev/twinport/practice/validation");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Store STORE = storeWithDefinitions();

    private final ObjectWrites writes = new ObjectWrites(STORE);

    static List<String> refused() throws IOException {
        return cases("status.json");
    }

    static List<String> taken() throws IOException {
        return cases("warnings");
    }

    private static List<String> cases(String answer) throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(folder -> Files.exists(folder.resolve(answer)))
                    .map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedInTheWordsOfTheRealServer(String name) throws IOException {
        JsonNode expected = new JsonMapper().readTree(Files.readString(CASES.resolve(name).resolve("status.json")));

        ApiFailure failure = catchThrowableOfType(ApiFailure.class, () -> write(CASES.resolve(name)));

        assertThat(failure).isNotNull();
        ObjectNode status = failure.status();
        JsonNode causes = expected.at("/details/causes");
        if (!causes.isMissingNode() && expected.path("message").asString("").contains(".istio.io")) {
            assertThat(status.at("/details/causes")).containsExactlyInAnyOrderElementsOf(causes);
            ((ObjectNode) expected.path("details")).remove("causes");
            ((ObjectNode) status.path("details")).remove("causes");
            assertThat(status.remove("message").asString())
                    .hasSameSizeAs(((ObjectNode) expected).remove("message").asString());
        }
        assertThat(status).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void isTakenWithTheWarningsOfTheRealServer(String name) throws IOException {
        assertThat(write(CASES.resolve(name))).isEqualTo(Files.readAllLines(CASES.resolve(name).resolve("warnings")));
    }

    /** Writes a folder's object; returns what its writer is warned of. */
    private List<String> write(Path folder) throws IOException {
        List<String> warnings = new ArrayList<>();
        ObjectNode object = (ObjectNode) YAML.readTree(Files.readString(folder.resolve("object.yaml")));
        ResourceKind kind = STORE.kinds().byKind(object.path("apiVersion").asString(), object.path("kind").asString())
                .orElseThrow();
        String version = object.path("apiVersion").asString().replaceAll(".*/", "");
        String namespace = kind.namespaced() ? "twinport-validation" : "";
        ApiPath collection = new ApiPath(kind, version, namespace, "", "");
        WriteOptions options = new WriteOptions(true, "recording", false, WriteOptions.FieldValidation.STRICT, "",
                WriteCheck.NONE, warnings::add);
        if (Files.exists(folder.resolve("before.yaml"))) {
            ObjectNode before = (ObjectNode) YAML.readTree(Files.readString(folder.resolve("before.yaml")));
            ResourceKey key = new ResourceKey(kind, namespace, before.at("/metadata/name").asString());
            writes.create(collection, before, WriteOptions.by("recording"));
            try {
                writes.patch(ApiPath.of(key), new Patch(Patch.Format.MERGE, object, kind), options);
            } finally {
                STORE.delete(key);
            }
        } else {
            writes.create(collection, object, options);
        }
        return warnings;
    }

    private static Store storeWithDefinitions() {
        Store store = new Store(Clock.systemUTC());
        for (ObjectNode definition : PlantedDefinitions.read()) {
            store.create(new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "",
                    definition.at("/metadata/name").asString()), definition);
        }
        new DefinitionController(store, Clock.systemUTC()).reconcile();
        store.create(new ResourceKey(ResourceKinds.NAMESPACE, "", "twinport-validation"),
                (ObjectNode) new JsonMapper().readTree(
                        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"twinport-validation\"}}"));
        return store;
    }
}
