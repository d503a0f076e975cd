package dev.twinport.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.Vantage;
import dev.twinport.entry.EntryResolution;
import dev.twinport.entry.EntryResolver;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The grid of objects and the routes they make. A case is a folder under {@code routes}: {@code objects.yaml} holds
 * what differs from the healthy tutorial in {@code tutorial.yaml}, or, where the case's name begins with
 * {@code gateway-api-}, from the tutorial by the Gateway API in {@code gateway-api.yaml} (an object of the same kind
 * and name replaces it; one with {@code absent: true} removes it; kind {@code Unread} takes a kind away; kind
 * {@code Inside} dials from a pod), {@code expected.txt} what is to come of it.
 */
public class RouteGridTest {

    private static final Path GRID = Path.of("src/test/resources/routes");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    /** The names of all cases. */
    public static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(GRID)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theObjectsMakeTheRoutesExpected(String name) throws IOException {
        Path folder = GRID.resolve(name);
        Path differences = folder.resolve("objects.yaml");

        assertThat(described(inventory(differences), vantage(differences)))
                .isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everySentenceIsThereInBothLanguages(String name) throws IOException {
        Path differences = GRID.resolve(name).resolve("objects.yaml");
        Inventory inventory = inventory(differences);
        for (Route route : RouteReader.read(inventory)) {
            List<Message> said = new ArrayList<>();
            route.chain().forEach(link -> link.problem().ifPresent(said::add));
            EntryResolution entry = EntryResolver.resolve(route, inventory, vantage(differences));
            entry.problem().ifPresent(said::add);
            entry.entry().ifPresent(found -> said.add(found.reason()));
            route.pods().forEach(pod -> said.add(pod.containerReason()));
            assertThat(said).allSatisfy(message -> {
                assertThat(new Wording(Wording.ENGLISH).say(message)).isNotBlank().doesNotContainPattern("\\{\\d");
                assertThat(new Wording(Wording.CHINESE).say(message)).isNotBlank()
                        .isNotEqualTo(new Wording(Wording.ENGLISH).say(message));
            });
        }
    }

    /** What a cluster as the case has it is read as. */
    public static Inventory inventory(String name) throws IOException {
        return inventory(GRID.resolve(name).resolve("objects.yaml"));
    }

    private static Inventory inventory(Path differences) throws IOException {
        boolean byGatewayApi = differences.getParent().getFileName().toString().startsWith("gateway-api-");
        List<KubernetesObject> objects = new ArrayList<>(
                load(GRID.resolve(byGatewayApi ? "gateway-api.yaml" : "tutorial.yaml")));
        Map<String, Unread> unread = new HashMap<>();
        for (KubernetesObject change : load(differences)) {
            if (change.kind().equals("Inside")) {
                continue;
            }
            if (change.kind().equals("Unread")) {
                String key = change.text("of").orElseThrow();
                unread.put(key, new Unread(Message.of("cluster.forbiddenEverywhere", "list", key),
                        Set.copyOf(change.texts("readIn"))));
                objects.removeIf(
                        object -> key(object).equals(key) && !change.texts("readIn").contains(object.namespace()));
                continue;
            }
            objects.removeIf(
                    object -> key(object).equals(key(change)) && object.objectName().equals(change.objectName()));
            if (change.at("absent").isEmpty()) {
                objects.add(change);
            }
        }
        return new Inventory(objects, unread);
    }

    private static Vantage vantage(Path differences) throws IOException {
        return load(differences).stream().anyMatch(change -> change.kind().equals("Inside")) ? Vantage.INSIDE
                : Vantage.OUTSIDE;
    }

    private static String key(KubernetesObject object) {
        return object.kind().equals("Gateway") && GatewayKind.GATEWAY_API.is(object) ? GatewayKind.GATEWAY_API.key()
                : object.kind();
    }

    private static List<KubernetesObject> load(Path file) throws IOException {
        try (MappingIterator<Map<String, Object>> documents = YAML.readerFor(OBJECT)
                .readValues(Files.readString(file))) {
            return documents.readAll().stream().filter(document -> document != null).map(KubernetesObject::new)
                    .toList();
        }
    }

    private static String described(Inventory inventory, Vantage vantage) {
        StringBuilder text = new StringBuilder();
        for (Route route : RouteReader.read(inventory)) {
            text.append(route.id()).append(' ').append(route.protocol()).append('\n');
            for (Link link : route.chain()) {
                text.append("  ").append(link.stage()).append(' ')
                        .append(link.object().map(ObjectName::path).orElse("-")).append(" [").append(link.text())
                        .append(']').append(link.problem().map(RouteGridTest::problem).orElse("")).append('\n');
            }
            for (Destination destination : route.destinations()) {
                text.append("  to ").append(destination.shortName()).append(' ').append(destination.weight())
                        .append("%: ").append(names(destination.pods())).append("; others: ")
                        .append(names(destination.others())).append('\n');
            }
            EntryResolution entry = EntryResolver.resolve(route, inventory, vantage);
            text.append("  entry ").append(entry.standing()).append(' ')
                    .append(entry.entry().map(found -> found + " " + found.kind()).orElse("-"))
                    .append(entry.alternatives().isEmpty() ? "" : " or " + entry.alternatives())
                    .append(entry.problem().map(RouteGridTest::problem).orElse("")).append('\n');
        }
        return text.toString();
    }

    private static String names(List<PodTarget> pods) {
        return pods.isEmpty() ? "-"
                : pods.stream()
                        .map(pod -> pod.name().name() + (pod.ready() ? "" : " " + pod.phase()) + " " + pod.containers()
                                + " " + pod.container() + " by " + pod.containerReason().key())
                        .collect(Collectors.joining(", "));
    }

    private static String problem(Message message) {
        return " ! " + message.key() + ": " + new Wording(Wording.ENGLISH).say(message);
    }
}
