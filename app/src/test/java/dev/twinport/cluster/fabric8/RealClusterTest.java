package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.Scope;
import dev.twinport.flow.Subscription;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.PodName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the cluster, with Istio, whose kubeconfig the environment variable TWINPORT_CLUSTER_TEST names. */
@Tag("cluster")
class RealClusterTest {

    private static final String VARIABLE = "TWINPORT_CLUSTER_TEST";
    private static final String GATEWAY = "twinport-cluster-test";

    private Cluster cluster;
    /** For what no part of the program does: taking away what a test has put into the cluster. */
    private KubernetesClient owner;

    @BeforeEach
    void open() throws Exception {
        String kubeconfig = System.getenv(VARIABLE);
        assumeTrue(kubeconfig != null, "needs a cluster with Istio: set " + VARIABLE + " to a kubeconfig");
        cluster = Fabric8Cluster
                .open(new KubeconfigChoice(Optional.of(Path.of(kubeconfig)), Optional.empty(), Optional.empty()), _ -> {
                });
        owner = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(new File(kubeconfig))).build();
    }

    @AfterEach
    void close() {
        if (owner != null) {
            try (KubernetesClient closing = owner) {
                closing.genericKubernetesResources("networking.istio.io/v1", "Gateway").inNamespace("default")
                        .withName(GATEWAY).delete();
            }
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everythingRoutesAreMadeOfIsRead() throws Exception {
        Inventory inventory = cluster.read(Scope.ALL);

        assertThat(inventory.unreadable()).isEmpty();
        assertThat(inventory.of("Pod")).isNotEmpty().allMatch(pod -> pod.apiVersion().equals("v1"));
        assertThat(inventory.of("Service")).anyMatch(service -> service.name().equals("kubernetes"));
        assertThat(inventory.of("Node")).isNotEmpty();
    }

    @Test
    void aNamespaceThatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> cluster.read(Scope.of("twinport-no-such-namespace"))).isInstanceOfSatisfying(
                ClusterException.class,
                failure -> assertThat(failure.reason()).isEqualTo(ClusterException.Cause.NO_SUCH_NAMESPACE));
    }

    @Test
    void aLogIsFollowedWithTimestampsAndClosingEndsABlockedRead() throws Exception {
        KubernetesObject pod = cluster.read(Scope.ALL).of("Pod").stream().filter(one -> one.name().startsWith("istiod"))
                .findFirst().orElseThrow();
        LogStream log = cluster.follow(new LogRequest(new PodName(pod.namespace(), pod.name()), "discovery",
                Optional.empty(), Optional.of(1)));
        assertThat(log.nextLine()).matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z .*");

        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (log.nextLine() != null) {
                    // whatever else is logged meanwhile
                }
                ended.complete(true);
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
        await().until(() -> reader.getState() == Thread.State.WAITING);
        log.close();
        assertThat(ended).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(true);
    }

    @Test
    void aPodThatIsNotThereIsNotFound() {
        LogRequest request = new LogRequest(new PodName("default", "no-such-pod"), "main", Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> cluster.follow(request)).isInstanceOfSatisfying(ClusterException.class,
                failure -> assertThat(failure.reason()).isEqualTo(ClusterException.Cause.NOT_FOUND));
    }

    @Test
    void whatIsAppliedIsSeenByAWatch() throws Exception {
        AtomicReference<Inventory> latest = new AtomicReference<>(Inventory.EMPTY);
        String mark = UUID.randomUUID().toString();
        try (Subscription _ = cluster.watch(Scope.ALL, latest::set, _ -> {
        })) {
            await().until(() -> !latest.get().of("Pod").isEmpty());
            cluster.apply(List.of(gateway(mark)), "default");
            await().atMost(Duration.ofSeconds(5)).until(() -> latest.get().find("Gateway", "default", GATEWAY)
                    .filter(found -> mark.equals(found.annotations().get("twinport.dev/test"))).isPresent());
        }
    }

    private static KubernetesObject gateway(String mark) {
        return new KubernetesObject(Map.of("apiVersion", "networking.istio.io/v1", "kind", "Gateway", "metadata",
                Map.of("name", GATEWAY, "annotations", Map.of("twinport.dev/test", mark)), "spec",
                Map.of("selector", Map.of("twinport.dev/test", "selects-nothing"), "servers", List.of(Map.of("hosts",
                        List.of("*"), "port", Map.of("number", 39999, "name", "tcp", "protocol", "TCP"))))));
    }
}
