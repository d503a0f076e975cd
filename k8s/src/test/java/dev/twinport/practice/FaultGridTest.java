package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.api.ApiPath;
import dev.twinport.practice.api.LogEntry;
import dev.twinport.practice.api.ObjectWrites;
import dev.twinport.practice.api.Patch;
import dev.twinport.practice.api.WriteOptions;
import dev.twinport.practice.faults.Fault;
import dev.twinport.practice.faults.FaultCatalogue;
import dev.twinport.practice.faults.Faults;
import dev.twinport.practice.faults.Restored;
import dev.twinport.practice.faults.Symptom;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every folder of {@code k8s/faults}, there and back: injected, a client sees what {@code fault.yaml} says; restored,
 * it is as if nothing had been. All on one control plane, one after the other, so that what one leaves behind fails the
 * next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultGridTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ResourceKey GATEWAY_SERVICE = new ResourceKey(ResourceKinds.SERVICE, "istio-system",
            "istio-ingressgateway");
    /** What users and the tutorial make; pods, events and the like come and go. */
    private static final Set<ResourceKind> MADE_BY_CONTROLLERS = Set.of(ResourceKinds.ENDPOINTS, ResourceKinds.LEASE,
            ResourceKinds.POD, ResourceKinds.REPLICA_SET, ResourceKinds.EVENT, ResourceKinds.ENDPOINT_SLICE);

    private final ControlPlane plane = new ControlPlane(Clock.systemUTC());
    private final Store store = plane.store();

    static List<Fault> faults() {
        return FaultCatalogue.read().faults();
    }

    @BeforeAll
    void start() {
        plane.start();
        ObjectWrites writes = new ObjectWrites(store);
        for (Manifest manifest : Manifests.read().all()) {
            for (ObjectNode object : Objects.parse(manifest.text())) {
                ResourceKey key = Objects.key(object);
                writes.patch(ApiPath.of(key), new Patch(Patch.Format.APPLY, object, key.kind()),
                        WriteOptions.by("tutorial"));
            }
        }
        Objects.addSecondPort(store);
        Objects.takeFreePorts(store);
        awaitTutorial();
    }

    @AfterEach
    void restoreWhatATestThatFailedLeft() {
        plane.faults().restore("default");
        awaitTutorial();
    }

    @AfterAll
    void close() {
        plane.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void clientSeesWhatTheFaultSaysAndAfterRestoringAllIsAsBefore(Fault fault) throws Exception {
        Faults faults = plane.faults();
        Map<ResourceKey, JsonNode> before = objects();
        Map<Integer, OptionalInt> ports = Map.of(31400, port(31400), 31401, port(31401));
        int logged = gatewayLog().size();

        faults.inject(fault.id(), "default");

        assertThat(objects()).as("objects changed").isNotEqualTo(before);
        fault.symptoms().forEach((port, expected) -> awaitSymptom(port, expected, ports.get(port)));
        fault.symptoms().forEach((port, expected) -> awaitFlag(port, expected, logged));

        Optional<Restored> restored = faults.restore("default");

        assertThat(restored.orElseThrow().leftovers()).isEmpty();
        await().atMost(LONG).untilAsserted(() -> assertThat(objects()).isEqualTo(before));
        awaitTutorial();
        assertThat(faults.restore("default")).isEmpty();
    }

    private void awaitSymptom(int gatewayPort, Symptom expected, OptionalInt portBefore) {
        String wanted = expected.connect() + ", " + expected.answer() + ", " + expected.end();
        // Another program of this machine may have or take the port: then this one cannot be silent on it.
        String orElse = wanted.replace("timeout", "refused");
        await().atMost(LONG).untilAsserted(() -> assertThat(probe(gatewayPort, portBefore).look(expected))
                .as("port %d, reached at %s", gatewayPort, portBefore).isIn(wanted, orElse));
    }

    private void awaitFlag(int gatewayPort, Symptom expected, int logged) {
        if (!expected.flag().equals("-")) {
            await().atMost(LONG).untilAsserted(() -> assertThat(gatewayLog().stream().skip(logged))
                    .anyMatch(line -> line.matches(".*\" \\d+ %s\\b.*:%d .*".formatted(expected.flag(), gatewayPort))));
        }
    }

    private ClientProbe probe(int gatewayPort, OptionalInt portBefore) {
        boolean hasAddress = store.get(GATEWAY_SERVICE).at("/status/loadBalancer/ingress").valueStream().findAny()
                .isPresent();
        OptionalInt port = port(gatewayPort);
        return new ClientProbe(hasAddress || !isLoadBalancer(), (port.isPresent() ? port : portBefore).orElseThrow());
    }

    private boolean isLoadBalancer() {
        return store.get(GATEWAY_SERVICE).at("/spec/type").asString("").equals("LoadBalancer");
    }

    private OptionalInt port(int gatewayPort) {
        return store.get(GATEWAY_SERVICE).at("/spec/ports").valueStream()
                .filter(port -> port.path("targetPort").asInt(0) == gatewayPort)
                .mapToInt(port -> port.path("port").asInt(0)).findFirst();
    }

    private void awaitTutorial() {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(store.list(ResourceKinds.DEPLOYMENT, "default").objects())
                    .allMatch(deployment -> deployment.at("/status/readyReplicas").asInt(0) == 1);
            assertThat(store.list(ResourceKinds.POD, "default").objects()).hasSize(2);
        });
        Symptom first = new Symptom("accepted", "v1", "open", "-");
        Symptom second = new Symptom("accepted", "v2", "open", "-");
        awaitSymptom(31400, first, OptionalInt.empty());
        awaitSymptom(31401, second, OptionalInt.empty());
    }

    /** Everything but what controllers make and what the server stamps. */
    private Map<ResourceKey, JsonNode> objects() {
        Map<ResourceKey, JsonNode> objects = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (ResourceKind kind : store.kinds().all()) {
            if (!MADE_BY_CONTROLLERS.contains(kind)) {
                for (ObjectNode object : store.list(kind, "").objects()) {
                    ObjectNode bare = object.deepCopy();
                    bare.remove("status");
                    bare.withObject("/metadata")
                            .remove(List.of("uid", "resourceVersion", "generation", "creationTimestamp"));
                    bare.withObject("/metadata/annotations").remove("deployment.kubernetes.io/revision");
                    if (bare.at("/metadata/name").asString("").equals(GATEWAY_SERVICE.name())) {
                        // They move when another program takes them, which is no matter of faults.
                        bare.at("/spec/ports").forEach(port -> ((ObjectNode) port).remove("port"));
                    }
                    objects.put(new ResourceKey(kind, bare.at("/metadata/namespace").asString(""),
                            bare.at("/metadata/name").asString("")), withoutOwners(bare));
                }
            }
        }
        return objects;
    }

    /** Owners' times change with their fields; what they own must be as before. */
    private static ObjectNode withoutOwners(ObjectNode object) {
        for (JsonNode owner : object.at("/metadata/managedFields")) {
            ((ObjectNode) owner).remove("time");
        }
        ObjectNode metadata = object.withObject("/metadata");
        if (object.path("kind").asString("").equals("Namespace")) {
            metadata.remove("managedFields");
        } else if (metadata.path("managedFields").isArray()) {
            List<JsonNode> own = metadata.path("managedFields").valueStream().filter(
                    owner -> !owner.has("subresource") && !owner.path("manager").asString("").contains("controller"))
                    .toList();
            metadata.putArray("managedFields").addAll(own);
        }
        return object;
    }

    private List<String> gatewayLog() {
        return store.list(ResourceKinds.POD, "istio-system").objects().stream()
                .flatMap(pod -> plane.pods()
                        .find("istio-system", pod.at("/metadata/name").asString(""), "istio-proxy", false).stream())
                .flatMap(log -> log.read(0, 100_000).stream()).map(LogEntry::line).toList();
    }

    @Test
    void everyFolderIsInTheIndexAndSoInThisGrid() throws Exception {
        List<String> known = faults().stream().map(Fault::folder).toList();
        try (Stream<Path> files = Files.list(Path.of("faults"))) {
            assertThat(files.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }
}
