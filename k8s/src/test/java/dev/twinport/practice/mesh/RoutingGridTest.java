package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.Objects;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects to routes, a folder per case: {@code objects.yaml} is added to {@code base.yaml}, {@code expected.txt} is
 * what comes of it. Adding a case is adding a folder. Most were seen on Istio 1.30 with Kubernetes 1.34.
 */
class RoutingGridTest {

    @ParameterizedTest
    @MethodSource("cases")
    void objectsBecomeTheExpectedRoutes(String name) throws Exception {
        String objects = Files.readString(grid().resolve("base.yaml")) + "---\n"
                + Files.readString(grid().resolve(name).resolve("objects.yaml"));

        assertThat(text(RoutingCompiler.compile(snapshot(objects))))
                .isEqualTo(Files.readString(grid().resolve(name).resolve("expected.txt")));
    }

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(grid())) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    private static Path grid() throws URISyntaxException {
        return Path.of(RoutingGridTest.class.getResource("routing").toURI());
    }

    private static MeshSnapshot snapshot(String yaml) {
        Map<ResourceKey, KubernetesObject> objects = new LinkedHashMap<>();
        for (ObjectNode tree : Objects.parse(yaml)) {
            ResourceKey key = Objects.key(tree);
            tree.withObject("/metadata").put("namespace", key.namespace());
            objects.put(key, new KubernetesObject(tree));
        }
        return MeshSnapshot.of(kind -> of(objects, kind));
    }

    private static List<KubernetesObject> of(Map<ResourceKey, KubernetesObject> objects, ResourceKind kind) {
        return objects.entrySet().stream().filter(entry -> entry.getKey().kind().equals(kind)).map(Map.Entry::getValue)
                .toList();
    }

    private static String text(RoutingTable table) {
        StringBuilder text = new StringBuilder();
        for (PortRoute route : table.routes()) {
            text.append("%s%d -> gateway port %d of %s %s\n".formatted(route.nodePort() ? "node port " : "",
                    route.port(), route.gatewayPort(), route.gateway(),
                    route.virtualService().map(name -> "by " + name).orElse(route.protocol().name())));
            for (Destination destination : route.destinations()) {
                text.append(
                        "  %d %s %s%s\n".formatted(destination.weight(), destination.cluster(),
                                destination.failure().map(ResponseFlag::name).orElseGet(() -> destination.endpoints()
                                        .stream().map(Endpoint::toString).collect(Collectors.joining(" "))),
                                passages(destination)));
            }
        }
        table.unexposed().stream().sorted().forEach(port -> text.append("silence on %d\n".formatted(port)));
        table.omissions().forEach(omission -> text.append(
                "no listener for %s:%d: %s\n".formatted(omission.gateway(), omission.port(), omission.reason())));
        return text.toString();
    }

    /** How connections get into the pods, where that is not simply through or past a sidecar. */
    private static String passages(Destination destination) {
        return destination.endpoints().stream().map(endpoint -> Passage.of(destination.policy().tls(), endpoint))
                .filter(passage -> passage != Passage.DIRECT && passage != Passage.PROXIED).distinct()
                .map(passage -> " " + passage).collect(Collectors.joining());
    }
}
