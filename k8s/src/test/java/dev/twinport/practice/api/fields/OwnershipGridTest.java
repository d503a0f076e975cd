package dev.twinport.practice.api.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.Objects;
import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes of one object, a folder per case: each document of {@code writes.yaml} is what a manager wants,
 * {@code expected.txt} is the object after the last of them and who owns what, or the conflict that ended it. Adding a
 * case is adding a folder.
 */
class OwnershipGridTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final Schemas schemas = new Schemas(new Store(Clock.systemUTC()));

    @ParameterizedTest
    @MethodSource("cases")
    void writesLeadToTheExpectedOwners(String name) throws Exception {
        List<ObjectNode> writes = Objects.parse(Files.readString(grid().resolve(name).resolve("writes.yaml")));

        assertThat(outcome(writes)).isEqualTo(Files.readString(grid().resolve(name).resolve("expected.txt")));
    }

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(grid())) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    private static Path grid() throws URISyntaxException {
        return Path.of(OwnershipGridTest.class.getResource("writes").toURI());
    }

    private String outcome(List<ObjectNode> writes) {
        ObjectNode live = JsonNodeFactory.instance.objectNode();
        ManagedFields managed = ManagedFields.NONE;
        for (ObjectNode write : writes) {
            ObjectNode object = (ObjectNode) write.path("object");
            String manager = write.path("manager").asString("");
            String apiVersion = object.path("apiVersion").asString("");
            Ownership rules = new Ownership(shape(object), FieldSet.of(List.of(FieldPath.of("status"))));
            if (write.path("apply").asBoolean(false)) {
                try {
                    Ownership.Applied applied = rules.apply(live, object, managed, Manager.applier(manager, ""),
                            apiVersion, write.path("force").asBoolean(false), NOW);
                    live = applied.object();
                    managed = applied.managed();
                } catch (ApplyConflict conflict) {
                    return conflict.getMessage() + "\n";
                } catch (IllegalArgumentException misshapen) {
                    return misshapen.getMessage() + "\n";
                }
            } else {
                managed = rules.update(live, object, managed, Manager.updater(manager, apiVersion, ""), NOW);
                live = object;
            }
        }
        return new JsonMapper().writeValueAsString(live) + "\n" + owners(managed);
    }

    private Shape shape(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asString("");
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        return new Shape(schemas.of(new ResourceKind(group, version, "things", "thing",
                object.path("kind").asString(""), List.of(), List.of(), true), version));
    }

    private static String owners(ManagedFields managed) {
        return managed.owned().entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getKey().applies() ? " (applies)" : "") + "\n" + entry.getValue()
                        .fields().paths().stream().map(path -> "  " + path + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining());
    }
}
