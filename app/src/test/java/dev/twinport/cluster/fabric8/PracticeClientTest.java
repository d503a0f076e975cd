package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program does with a Kubernetes client library, done to a practice cluster by the library that Twinport has.
 */
class PracticeClientTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final PatchContext STRATEGIC = PatchContext.of(PatchType.STRATEGIC_MERGE);

    @TempDir
    static Path folder;
    private static PracticeCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void open() throws Exception {
        cluster = new PracticeCluster(new PracticeSettings(folder, 0, Clock.systemUTC()));
        cluster.start();
        client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(cluster.kubeconfig())))
                .build();
    }

    @AfterAll
    static void close() {
        client.close();
        cluster.close();
    }

    @Test
    void createsReadsEditsAndRefuses() {
        ConfigMap made = client.resource(configMap("settings", "blue", "set", "one")).create();
        assertThat(made.getMetadata().getUid()).isNotEmpty();
        assertThatThrownBy(() -> client.resource(configMap("settings", "red", "set", "one")).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(409);
                    assertThat(refusal.getStatus().getReason()).isEqualTo("AlreadyExists");
                });
        client.resource(configMap("other", "green", "set", "two")).create();

        assertThat(names(client.configMaps().inNamespace("default").withLabel("set", "one").list().getItems()))
                .containsExactly("settings");
        assertThat(names(client.configMaps().inNamespace("default").withLabelIn("set", "one", "two").list().getItems()))
                .containsExactly("other", "settings");
        assertThat(
                names(client.configMaps().inNamespace("default").withField("metadata.name", "other").list().getItems()))
                        .containsExactly("other");

        ConfigMap edited = client.configMaps().inNamespace("default").withName("settings")
                .edit(map -> new ConfigMapBuilder(map).addToData("colour", "red").build());
        assertThat(edited.getData()).containsEntry("colour", "red");
        made.getData().put("colour", "white");
        assertThatThrownBy(() -> client.resource(made).lockResourceVersion().update()).isInstanceOfSatisfying(
                KubernetesClientException.class, conflict -> assertThat(conflict.getCode()).isEqualTo(409));
    }

    @Test
    void patchesInEveryWay() {
        client.resource(deployment("patched", 0)).create();
        var patched = client.apps().deployments().inNamespace("default").withName("patched");

        patched.patch(JSON, "[{\"op\":\"add\",\"path\":\"/metadata/labels/by\",\"value\":\"json\"}]");
        assertThat(patched.get().getMetadata().getLabels()).containsEntry("by", "json");
        patched.patch(MERGE, "{\"metadata\":{\"labels\":{\"by\":\"merge\"}}}");
        assertThat(patched.get().getMetadata().getLabels()).containsEntry("by", "merge");
        patched.patch(STRATEGIC,
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"server\",\"image\":\"twinport/echo-server:0.2\"}]}}}}");
        assertThat(patched.get().getSpec().getTemplate().getSpec().getContainers()).singleElement()
                .satisfies(container -> {
                    assertThat(container.getImage()).isEqualTo("twinport/echo-server:0.2");
                    assertThat(container.getEnv()).hasSize(1);
                });
        patched.scale(0);
        patched.delete();
    }

    @Test
    void appliesOnTheServerAndIsToldOfConflicts() {
        client.resource(configMap("applied", "blue", "set", "three")).fieldManager("one").serverSideApply();
        assertThatThrownBy(() -> client.resource(configMap("applied", "red", "set", "three")).fieldManager("two")
                .serverSideApply()).isInstanceOfSatisfying(KubernetesClientException.class, conflict -> {
                    assertThat(conflict.getCode()).isEqualTo(409);
                    assertThat(conflict.getMessage()).contains("conflict with \"one\"");
                });
        ConfigMap forced = client.resource(configMap("applied", "red", "set", "three")).fieldManager("two")
                .forceConflicts().serverSideApply();
        assertThat(forced.getData()).containsEntry("colour", "red");
    }

    @Test
    void watchesAndInforms() {
        List<String> seen = new CopyOnWriteArrayList<>();
        List<String> informed = new CopyOnWriteArrayList<>();
        client.resource(configMap("watched", "blue", "set", "four")).create();
        try (Watch _ = client.configMaps().inNamespace("default").withName("watched").watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(action + " " + map.getData().get("colour"));
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed");
            }
        });
                SharedIndexInformer<ConfigMap> informer = client.configMaps().inNamespace("default")
                        .withLabel("set", "four").inform(new ResourceEventHandler<>() {
                            @Override
                            public void onAdd(ConfigMap map) {
                                informed.add("added");
                            }

                            @Override
                            public void onUpdate(ConfigMap before, ConfigMap after) {
                                informed.add("updated");
                            }

                            @Override
                            public void onDelete(ConfigMap map, boolean unknown) {
                                informed.add("deleted");
                            }
                        })) {
            client.configMaps().inNamespace("default").withName("watched").patch(MERGE,
                    "{\"data\":{\"colour\":\"red\"}}");
            client.configMaps().inNamespace("default").withName("watched").delete();
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(seen).endsWith("MODIFIED red", "DELETED red");
                assertThat(informed).containsExactly("added", "updated", "deleted");
            });
            assertThat(informer.getStore().list()).isEmpty();
        }
    }

    @Test
    void followsLogsAndForwardsPortsAndDeletesWithWhatBelongsToIt() throws Exception {
        client.resource(deployment("echo", 1)).create();
        client.apps().deployments().inNamespace("default").withName("echo").waitUntilCondition(
                deployment -> deployment.getStatus().getAvailableReplicas() != null, 30, TimeUnit.SECONDS);
        Pod pod = client.pods().inNamespace("default").withLabel("app", "echo").list().getItems().getFirst();
        var resource = client.pods().resource(pod);
        await().atMost(LONG).until(() -> resource.getLog().contains("Listening on TCP port 3333"));

        try (LocalPortForward forward = resource.portForward(3333);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.getLocalPort())) {
            socket.getOutputStream().write("through\n".getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            assertThat(upTo("through", socket.getInputStream())).contains("through");
        }

        assertThat(resource.tailingLines(5).getLog()).contains("through");
        client.apps().deployments().inNamespace("default").withName("echo")
                .withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.pods().inNamespace("default").withLabel("app", "echo").list().getItems().isEmpty()
                        && client.apps().replicaSets().inNamespace("default").withLabel("app", "echo").list().getItems()
                                .isEmpty());
    }

    @Test
    void readsAndWritesIstiosObjectsByTheirApiVersionOnly() {
        GenericKubernetesResource rule = new GenericKubernetesResource();
        rule.setApiVersion("networking.istio.io/v1");
        rule.setKind("DestinationRule");
        rule.setMetadata(new ObjectMetaBuilder().withName("generic").withNamespace("default").build());
        rule.setAdditionalProperty("spec", Map.of("host", "echo"));
        client.resource(rule).create();

        assertThat(client.genericKubernetesResources("networking.istio.io/v1alpha3", "DestinationRule")
                .inNamespace("default").withName("generic").get()).satisfies(read -> {
                    assertThat(read.getApiVersion()).isEqualTo("networking.istio.io/v1alpha3");
                    assertThat(read.<String> get("spec", "host")).isEqualTo("echo");
                });
    }

    private static ConfigMap configMap(String name, String colour, String label, String value) {
        return new ConfigMapBuilder().withNewMetadata().withName(name).withNamespace("default")
                .addToLabels(label, value).endMetadata().addToData("colour", colour).build();
    }

    private static Deployment deployment(String name, int replicas) {
        return new DeploymentBuilder().withNewMetadata().withName(name).withNamespace("default")
                .addToLabels("app", name).endMetadata().withNewSpec().withReplicas(replicas).withNewSelector()
                .addToMatchLabels("app", name).endSelector().withNewTemplate().withNewMetadata()
                .addToLabels("app", name).endMetadata().withNewSpec().addNewContainer().withName("server")
                .withImage("twinport/echo-server:0.1.0").addNewEnv().withName("TCP_PORT").withValue("3333").endEnv()
                .endContainer().endSpec().endTemplate().endSpec().build();
    }

    private static List<String> names(List<ConfigMap> maps) {
        return maps.stream().map(map -> map.getMetadata().getName()).toList();
    }

    private static String upTo(String word, InputStream in) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            text.append((char) octet);
            if (text.indexOf(word) >= 0) {
                break;
            }
        }
        return text.toString();
    }
}
