package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.api.LogEntry;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The situations of {@code k8s/record/situations}: a client sees, and the proxies log, what {@code symptoms} recorded
 * of a real Istio. Measured by the same client, {@code TcpSymptom.java}.
 */
class SymptomGridTest {

    private static final Path RECORD = Path.of("record");
    private static final Pattern LINE = Pattern
            .compile("\\[[^]]+] \"[^\"]*\" (\\d+ \\S+ \\S+ \\S+) \"([^\"]*)\" (\\d+) (\\d+) "
                    + "\\d+ \\S+ (?:\"[^\"]*\" ){4}\"[^\"]*\" (\\S+) \\S+ \\S+:(\\d+) .*");
    private static Method client;

    private final ControlPlane plane = new ControlPlane(Clock.systemUTC());
    private final Store store = plane.store();

    @BeforeAll
    static void compileTheClient(@TempDir Path folder) throws Exception {
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(),
                RECORD.resolve("TcpSymptom.java").toString());
        assertThat(failed).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
            client = loader.loadClass("TcpSymptom").getMethod("measure", String.class, int.class, double.class);
            Class.forName("TcpSymptom", true, loader);
        }
    }

    @BeforeEach
    void applyTheTutorial() {
        plane.start();
        Objects.addSecondPort(store);
        Objects.takeFreePorts(store);
        Manifests.read().all().forEach(manifest -> Objects.apply(store, manifest.text()));
        await().untilAsserted(() -> assertThat(see(31400, 0.4)).startsWith("ok | banner | echo | open"));
        await().untilAsserted(() -> assertThat(see(31401, 0.4)).startsWith("ok | banner | echo | open"));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    static List<String> situations() throws IOException {
        return rows().stream().map(row -> row.get(0)).filter(name -> Files.exists(objects(name))).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void clientAndLogsAreThoseOfARealMesh(String situation) throws Exception {
        Objects.apply(store, Files.readString(objects(situation)));

        for (List<String> row : rows()) {
            if (row.get(0).equals(situation)) {
                int port = Integer.parseInt(row.get(1));
                // Only what a second closes needs to be listened to for longer.
                double seconds = row.get(5).endsWith("later") ? 1.5 : 0.4;
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(measured(port, seconds))
                        .as("port " + port).isEqualTo(String.join(" | ", row.subList(2, row.size()))));
            }
        }
    }

    @Test
    void everySituationWasRecorded() throws Exception {
        Set<String> recorded = new TreeSet<>(rows().stream().map(row -> row.get(0)).toList());
        try (Stream<Path> folders = Files.list(RECORD.resolve("situations"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString())).isSubsetOf(recorded);
        }
    }

    private String measured(int gatewayPort, double seconds) throws Exception {
        Set<String> before = Set.copyOf(log("istio-system", "istio-ingressgateway"));
        Set<String> sidecarsBefore = Set.copyOf(log("default", "tcp-echo"));
        String seen = see(gatewayPort, seconds);
        if (seen.startsWith("refused") || seen.startsWith("timeout")) {
            return seen + " | - | - | -";
        }
        await().until(() -> !before.containsAll(log("istio-system", "istio-ingressgateway")));
        String gateway = log("istio-system", "istio-ingressgateway").stream().filter(line -> !before.contains(line))
                .map(line -> words(line, Integer.toString(gatewayPort))).filter(words -> !words.isEmpty()).findFirst()
                .orElse("- | -");
        String sidecar = log("default", "tcp-echo").stream().filter(line -> !sidecarsBefore.contains(line))
                .filter(line -> !line.contains("\"- - -\" 0 - - - ")).map(line -> words(line, "\\d+"))
                .filter(words -> !words.isEmpty()).findFirst().map(words -> words.replaceFirst(" \\S+ \\| .*", ""))
                .orElse("-");
        return seen + " | " + gateway + " | " + sidecar;
    }

    /** The columns {@code symptoms} makes of a log's line. */
    private static String words(String line, String port) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || !parts.group(6).matches(port)) {
            return "";
        }
        long sent = Long.parseLong(parts.group(4));
        return "%s %s %s/%s | %s".formatted(parts.group(1), parts.group(2).replace('|', ' '), parts.group(3),
                sent > 100 ? "greeted" : Long.toString(sent), parts.group(5).replace('|', ' '));
    }

    private String see(int gatewayPort, double seconds) throws IOException {
        int port = store.get(new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway"))
                .at("/spec/ports").valueStream().filter(entry -> entry.path("targetPort").asInt(0) == gatewayPort)
                .mapToInt(entry -> entry.path("port").asInt(0)).findFirst().orElse(gatewayPort);
        try {
            return (String) client.invoke(null, "127.0.0.1", port, seconds);
        } catch (InvocationTargetException | IllegalAccessException failure) {
            throw new IOException(failure);
        }
    }

    private List<String> log(String namespace, String prefix) {
        return store.list(ResourceKinds.POD, namespace).objects().stream().map(KubernetesObject::new)
                .filter(pod -> pod.name().startsWith(prefix))
                .flatMap(pod -> plane.pods().find(namespace, pod.name(), "istio-proxy", false).stream())
                .flatMap(log -> log.read(0, 10_000).stream()).map(LogEntry::line).filter(line -> line.startsWith("["))
                .toList();
    }

    private static Path objects(String situation) {
        return RECORD.resolve("situations").resolve(situation).resolve("objects.yaml");
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(RECORD.resolve("real.md")).stream()
                .filter(line -> line.matches("\\| [\\w-]+ \\| \\d+ .*"))
                .map(line -> Arrays.asList(line.replaceFirst("^\\| ", "").replaceFirst(" \\|$", "").split(" \\| ")))
                .toList();
    }
}
