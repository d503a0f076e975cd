package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.fabric8.Fabric8Cluster;
import dev.twinport.cluster.practice.PracticeOpening;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.route.KubernetesObject;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code k8s/verify-cronjob.yaml}: its command, run with the rights it gives, and with each of them missing. */
class VerifyCronJobTest {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    @TempDir
    static Path folder;
    private static PracticeOpening.Running running;
    private static List<KubernetesObject> objects;

    @BeforeAll
    static void open() throws Exception {
        running = new PracticeOpening(Clock.systemUTC(), Fabric8Cluster::openPractice).open(false, _ -> {
        });
        try (MappingIterator<Map<String, Object>> documents = new YAMLMapper().readerFor(OBJECT)
                .readValues(Path.of("../k8s/verify-cronjob.yaml").toFile())) {
            objects = documents.readAll().stream().map(KubernetesObject::new).toList();
        }
        // The practice cluster has the Events of the core group only, and no CronJobs.
        objects = objects.stream().filter(object -> !object.kind().equals("CronJob"))
                .map(VerifyCronJobTest::withCoreEvents).toList();
        running.cluster().apply(objects, "default");
        writeKubeconfig();
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @Test
    void theRightsAreEnough() throws Exception {
        StringWriter err = new StringWriter();
        assertThat(verify(err)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void noRightIsTooMuch() throws Exception {
        List<String> dispensable = new ArrayList<>();
        for (KubernetesObject role : objects.stream().filter(object -> object.kind().equals("Role")).toList()) {
            for (KubernetesObject lesser : lesser(role)) {
                running.cluster().apply(List.of(lesser), "default");
                StringWriter err = new StringWriter();
                if (verify(err) == 0 && err.toString().isEmpty()) {
                    dispensable.add(lesser.at("rules").orElseThrow().toString());
                }
            }
            running.cluster().apply(List.of(role), "default");
        }
        assertThat(dispensable).isEmpty();
    }

    /** The Role without one of its resources, or one of its verbs, each in turn. */
    private static List<KubernetesObject> lesser(KubernetesObject role) {
        List<KubernetesObject> all = new ArrayList<>();
        List<KubernetesObject> rules = role.items("rules");
        for (int i = 0; i < rules.size(); i++) {
            for (String field : List.of("resources", "verbs")) {
                for (String taken : rules.get(i).texts(field)) {
                    List<Object> kept = new ArrayList<>(rules.stream().map(KubernetesObject::content).toList());
                    Map<String, Object> rule = new LinkedHashMap<>(rules.get(i).content());
                    List<String> left = rules.get(i).texts(field).stream().filter(one -> !one.equals(taken)).toList();
                    if (left.isEmpty()) {
                        kept.remove(i);
                    } else {
                        rule.put(field, left);
                        kept.set(i, rule);
                    }
                    all.add(with(role, "rules", kept));
                }
            }
        }
        return all.stream().distinct().toList();
    }

    private static KubernetesObject withCoreEvents(KubernetesObject object) {
        List<Object> rules = new ArrayList<>();
        for (KubernetesObject rule : object.items("rules")) {
            rules.add(rule.texts("apiGroups").contains("events.k8s.io")
                    ? with(rule, "apiGroups", List.of("events.k8s.io", "")).content()
                    : rule.content());
        }
        return rules.isEmpty() ? object : with(object, "rules", rules);
    }

    private static KubernetesObject with(KubernetesObject object, String field, Object value) {
        Map<String, Object> content = new LinkedHashMap<>(object.content());
        content.put(field, value);
        return new KubernetesObject(content);
    }

    private static int verify(StringWriter err) throws Exception {
        List<String> arguments = new ArrayList<>(arguments());
        arguments.addAll(List.of("--timeout=2s", "--kubeconfig=" + folder.resolve("config")));
        Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err),
                new Wording(Wording.ENGLISH), Screens.FILES);
        return TwinportCommand.commandLine(_ -> ExitCode.UNAVAILABLE, new Kubeconfigs(), (_, _) -> {
            throw new UnsupportedOperationException();
        }, terminal, Clock.systemUTC(), true).execute(arguments.toArray(String[]::new));
    }

    private static List<String> arguments() throws Exception {
        try (MappingIterator<Map<String, Object>> documents = new YAMLMapper().readerFor(OBJECT)
                .readValues(Path.of("../k8s/verify-cronjob.yaml").toFile())) {
            KubernetesObject job = documents.readAll().stream().map(KubernetesObject::new)
                    .filter(object -> object.kind().equals("CronJob")).findFirst().orElseThrow();
            KubernetesObject container = job.items("spec", "jobTemplate", "spec", "template", "spec", "containers")
                    .getFirst();
            assertThat(Files.readString(Path.of("pom.xml")))
                    .contains("<image.reference>" + container.text("image").orElseThrow() + "</image.reference>");
            return container.texts("args");
        }
    }

    private static void writeKubeconfig() throws Exception {
        String admin = Files.readString(running.server().kubeconfig());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(admin)).build()) {
            String token = client.serviceAccounts().inNamespace("default").withName("twinport-verify")
                    .tokenRequest(new TokenRequest()).getStatus().getToken();
            Config config = client.getConfiguration();
            Files.writeString(folder.resolve("config"), """
                    current-context: job
                    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                    users: [{name: u, user: {token: %s}}]
                    contexts: [{name: job, context: {cluster: c, user: u, namespace: default}}]
                    """.formatted(config.getMasterUrl(), config.getCaCertData(), token));
        }
    }

    private static final class Kubeconfigs implements Clusters {
        @Override
        public Cluster practice(Consumer<Message> progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException {
            return Fabric8Cluster.open(choice, progress);
        }
    }
}
