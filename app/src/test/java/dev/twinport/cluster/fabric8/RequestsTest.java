package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests reading a cluster takes, with all rights and with those of some namespaces. */
class RequestsTest {

    private static final int NAMESPACES = 20;

    @TempDir
    static Path folder;
    private static PracticeCluster server;
    private static KubeconfigChoice admin;
    private static KubeconfigChoice ofSome;

    @BeforeAll
    static void open() throws Exception {
        server = new PracticeCluster(new PracticeSettings(folder, 0, Clock.systemUTC()));
        server.start();
        admin = choice(server.kubeconfig());
        List<KubernetesObject> objects = new ArrayList<>();
        objects.add(object("v1", "ServiceAccount", "default", "some"));
        objects.add(with(object("rbac.authorization.k8s.io/v1", "ClusterRole", "", "names"), "rules",
                List.of(rule(List.of(""), "namespaces"))));
        objects.add(binding("ClusterRoleBinding", "", "ClusterRole", "names"));
        for (int i = 0; i < NAMESPACES; i++) {
            String namespace = "team-" + i;
            objects.add(object("v1", "Namespace", "", namespace));
            objects.add(with(object("networking.istio.io/v1", "Gateway", namespace, "echo"), "spec",
                    Map.of("selector", Map.of("istio", "ingressgateway"), "servers", List.of(Map.of("port",
                            Map.of("number", 20_000 + i, "name", "tcp", "protocol", "TCP"), "hosts", List.of("*"))))));
            if (i < 3) {
                objects.add(with(object("rbac.authorization.k8s.io/v1", "Role", namespace, "some"), "rules",
                        List.of(rule(List.of("", "networking.istio.io"), "*"))));
                objects.add(binding("RoleBinding", namespace, "Role", "some"));
            }
        }
        try (Cluster cluster = Fabric8Cluster.openPractice(admin)) {
            cluster.apply(objects, "default");
        }
        writeKubeconfig();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void aKindIsReadByOneRequestHoweverManyNamespacesThereAre() throws Exception {
        try (Cluster cluster = Fabric8Cluster.openPractice(admin)) {
            Inventory read = cluster.read(Scope.ALL);
            assertThat(read.of("Gateway")).hasSize(NAMESPACES);
            assertThat(cluster.requests()).containsEntry("list pods", 1L)
                    .containsEntry("list gateways.networking.istio.io", 1L).containsEntry("list services", 1L);
        }
    }

    @Test
    void withRightsInSomeNamespacesEachIsAskedForByItselfAndWhatMayBeReadIs() throws Exception {
        try (Cluster cluster = Fabric8Cluster.openPractice(ofSome)) {
            Inventory read = cluster.read(Scope.ALL);
            assertThat(read.of("Gateway")).extracting(KubernetesObject::namespace).containsExactly("team-0", "team-1",
                    "team-2");
            assertThat(read.unread("Gateway", "team-1")).isEmpty();
            assertThat(read.unread("Gateway", "team-7")).isPresent();
            long namespaces = NAMESPACES
                    + read.of("Namespace").stream().filter(namespace -> !namespace.name().startsWith("team-")).count();
            // Everywhere in vain, then in each; istio-ingress is tried though it is not there.
            assertThat(cluster.requests().get("list pods")).isEqualTo(1 + namespaces + 1);
        }
    }

    private static void writeKubeconfig() throws Exception {
        Config config = Config.fromKubeconfig(Files.readString(server.kubeconfig()));
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            String token = client.serviceAccounts().inNamespace("default").withName("some")
                    .tokenRequest(new TokenRequest()).getStatus().getToken();
            ofSome = choice(Files.writeString(folder.resolve("some"), """
                    current-context: some
                    clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                    users: [{name: u, user: {token: %s}}]
                    contexts: [{name: some, context: {cluster: c, user: u}}]
                    """.formatted(config.getMasterUrl(), config.getCaCertData(), token)));
        }
    }

    private static Map<String, Object> rule(List<String> groups, String resource) {
        return Map.of("apiGroups", groups, "resources", List.of(resource), "verbs", List.of("list"));
    }

    private static KubernetesObject binding(String kind, String namespace, String role, String name) {
        KubernetesObject binding = with(object("rbac.authorization.k8s.io/v1", kind, namespace, name), "subjects",
                List.of(Map.of("kind", "ServiceAccount", "name", "some", "namespace", "default")));
        return with(binding, "roleRef", Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", role, "name", name));
    }

    private static KubernetesObject object(String version, String kind, String namespace, String name) {
        return new KubernetesObject(Map.of("apiVersion", version, "kind", kind, "metadata",
                namespace.isEmpty() ? Map.of("name", name) : Map.of("name", name, "namespace", namespace)));
    }

    private static KubernetesObject with(KubernetesObject object, String field, Object value) {
        Map<String, Object> content = new java.util.LinkedHashMap<>(object.content());
        content.put(field, value);
        return new KubernetesObject(content);
    }

    private static KubeconfigChoice choice(Path kubeconfig) {
        return new KubeconfigChoice(Optional.of(kubeconfig), Optional.empty(), Optional.empty());
    }
}
