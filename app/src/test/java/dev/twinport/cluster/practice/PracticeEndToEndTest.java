package dev.twinport.cluster.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.Scope;
import dev.twinport.cluster.fabric8.Fabric8Cluster;
import dev.twinport.message.Message;
import dev.twinport.practice.Manifests;
import dev.twinport.proof.Outcome;
import dev.twinport.route.KubernetesObject;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteSession;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Workspace;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The main job on a practice cluster, through the same code as on any cluster: its API, its pods, its gateway. */
class PracticeEndToEndTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private PracticeOpening.Running running;
    private Workspace workspace;

    @BeforeEach
    void open() throws Exception {
        running = new PracticeOpening(Clock.systemUTC(), Fabric8Cluster::openPractice).open(false, _ -> {
        });
        workspace = new Workspace(running.cluster(), Scope.of("default"),
                SessionSettings.DEFAULT.withTimeout(Duration.ofSeconds(10)), Clock.systemUTC());
        workspace.follow();
    }

    @AfterEach
    void close() {
        workspace.close();
        running.close();
    }

    @Test
    void theServersVersionIsTold() {
        assertThat(running.cluster().serverVersion())
                .hasValueSatisfying(version -> assertThat(version).matches("v1\\.\\d+\\..*"));
    }

    @Test
    void bothRoutesOfTheTutorialAreProven() throws Exception {
        List<Proof> proofs = proveAll();
        assertThat(proofs).extracting(proof -> proof.verdict().outcome()).containsExactly(Outcome.PROVEN,
                Outcome.PROVEN);
        assertThat(proofs).extracting(proof -> proof.route().destinationName()).containsExactly("v1", "v2");
        assertThat(proofs.getFirst().verdict().pod().orElseThrow().name()).startsWith("tcp-echo-v1-");
        assertThat(proofs.getLast().verdict().pod().orElseThrow().name()).startsWith("tcp-echo-v2-");
        assertThat(running.cluster().name().practice()).isTrue();
    }

    @Test
    void routesFollowTheClusterWhileItChanges() throws Exception {
        assertThat(proveAll()).extracting(proof -> proof.route().destinationName()).containsExactly("v1", "v2");
        apply(swapped(manifest("virtualservice.yaml")));
        await().atMost(LONG).until(() -> destinations().equals(List.of("v2", "v1")));
        assertThat(proveAll()).allSatisfy(proof -> {
            assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(proof.verdict().pod().orElseThrow().name()).contains(proof.route().destinationName());
        });
    }

    @Test
    void subsetThatDoesNotExistIsBrokenAtTheLinkThatIsMissing() throws Exception {
        apply(manifest("virtualservice.yaml").replace("subset: v2", "subset: v3"));
        await().atMost(LONG).until(() -> destinations().equals(List.of("v1", "v3")));
        Proof proof = proveAll().getLast();
        assertThat(proof.verdict().outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(proof.verdict().reasons()).extracting(Message::key).contains("console.event.closedAtOnce");
        assertThat(proof.route().brokenLink()).isPresent();
        assertThat(proof.verdict().reasons())
                .contains(proof.route().brokenLink().orElseThrow().problem().orElseThrow());
    }

    @Test
    void podsOfARouteComeFromTheSubsetThoughBothDeploymentsSelectThemAll() throws Exception {
        // The tutorial's own Deployments: both select app=tcp-echo, and nothing else.
        List<Map<String, Object>> deployments = documents(manifest("deployment.yml"));
        for (Map<String, Object> deployment : deployments) {
            Map<String, Object> metadata = map(deployment, "metadata");
            metadata.put("name", metadata.get("name") + "-overlapping");
            map(map(deployment, "spec"), "selector").put("matchLabels", Map.of("app", "tcp-echo"));
        }
        running.cluster().apply(deployments.stream().map(KubernetesObject::new).toList(), "default");
        await().atMost(LONG).untilAsserted(
                () -> assertThat(workspace.sessions()).allSatisfy(session -> assertThat(session.route().pods())
                        .hasSizeGreaterThanOrEqualTo(2).allSatisfy(pod -> assertThat(pod.name().name())
                                .startsWith("tcp-echo-" + session.route().destinationName()))));
        await().atMost(LONG).untilAsserted(() -> assertThat(proveAll())
                .allSatisfy(proof -> assertThat(proof.verdict().outcome()).isEqualTo(Outcome.PROVEN)));
    }

    @Test
    void kubeconfigIsTheUsersAloneAndGoesWithTheCluster() throws IOException {
        Path kubeconfig = running.server().kubeconfig();
        assertThat(kubeconfig).isRegularFile();
        if (Files.getFileStore(kubeconfig).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(kubeconfig)).hasToString("[OWNER_READ, OWNER_WRITE]").hasSize(2);
        }
        running.close();
        assertThat(kubeconfig).doesNotExist();
        assertThat(kubeconfig.getParent()).doesNotExist();
    }

    @Test
    void portThatIsTakenIsReplacedSaidAndStillProven() throws Exception {
        close();
        try (ServerSocket _ = taken(31400)) {
            open();
            assertThat(running.server().notices())
                    .anySatisfy(notice -> assertThat(notice).contains("127.0.0.1:31400 cannot be opened", "instead"));
            List<Proof> proofs = proveAll();
            assertThat(proofs).extracting(proof -> proof.verdict().outcome()).containsOnly(Outcome.PROVEN);
            assertThat(proofs.getFirst().entry().entry().orElseThrow().port()).isNotEqualTo(31400);
            assertThat(proofs.getFirst().entry().entry().orElseThrow().reason().key()).isEqualTo("entry.otherPort");
            assertThat(proofs.getFirst().route().port()).isEqualTo(31400);
        }
    }

    /** A socket that has the port; where another program has it already, one that has some port. */
    private static ServerSocket taken(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException _) {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }

    private List<Proof> proveAll() throws InterruptedException {
        List<Proof> proofs = new ArrayList<>();
        for (RouteSession session : workspace.sessions()) {
            proofs.add(session.prove());
        }
        return proofs;
    }

    private List<String> destinations() {
        return workspace.sessions().stream().map(session -> session.route().destinationName()).toList();
    }

    private void apply(String yaml) throws Exception {
        Cluster cluster = running.cluster();
        cluster.apply(documents(yaml).stream().map(KubernetesObject::new).toList(), "default");
    }

    private static String swapped(String virtualService) {
        return virtualService.replace("subset: v1", "subset: other").replace("subset: v2", "subset: v1")
                .replace("subset: other", "subset: v2");
    }

    private static String manifest(String name) {
        return Manifests.read().all().stream().filter(manifest -> manifest.name().equals(name)).findFirst()
                .orElseThrow().text();
    }

    private static List<Map<String, Object>> documents(String yaml) {
        List<Map<String, Object>> documents = new ArrayList<>();
        new YAMLMapper().readerFor(new TypeReference<LinkedHashMap<String, Object>>() {
        }).<Map<String, Object>> readValues(yaml).forEachRemaining(documents::add);
        return documents;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String field) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(field));
    }
}
