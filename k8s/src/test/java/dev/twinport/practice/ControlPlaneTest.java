package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.api.ContainerLog;
import dev.twinport.practice.api.LogEntry;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tutorial's objects on a whole control plane, seen by clients with real sockets. */
class ControlPlaneTest {

    private final ControlPlane plane = new ControlPlane(Clock.systemUTC());
    private final Store store = plane.store();

    @BeforeEach
    void start() {
        plane.start();
        Objects.addSecondPort(store);
        Objects.takeFreePorts(store);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void theTutorialsPortsLeadToItsTwoVersions() throws Exception {
        applyTutorial();

        try (TcpClient first = connect(31400);
                TcpClient second = connect(31401)) {
            assertThat(first.pod()).matches("tcp-echo-v1-[bcdf-hj-np-tv-xz2456789]+-[bcdf-hj-np-tv-xz2456789]{5}");
            assertThat(second.pod()).startsWith("tcp-echo-v2-");
            assertThat(first.echo("hello, app1")).isEqualTo("hello, app1");
            assertThat(second.echo("hello, app2")).isEqualTo("hello, app2");
        }
    }

    @Test
    void aPodsLogSaysWhatItReceived() throws Exception {
        applyTutorial();

        String pod;
        try (TcpClient client = connect(31400)) {
            pod = client.pod();
            client.echo("hello, app1");
        }

        ContainerLog log = plane.pods().find("default", pod, "tcp-echo-container", false).orElseThrow();
        assertThat(lines(log).getFirst()).endsWith(" Listening on TCP port 3333");
        await().untilAsserted(() -> {
            List<String> lines = lines(log);
            int received = lines.size() - 2;
            assertThat(lines.get(received - 1))
                    .endsWith(" - Received Raw Data: [104 101 108 108 111 44 32 97 112 112 49 10]");
            assertThat(lines.get(received)).endsWith(" - Received Data (converted to string): hello, app1");
            assertThat(lines.getLast()).endsWith(" - TCP connection closed.");
        });
    }

    @Test
    void aChangedRouteMovesNewConnectionsAndLeavesTheOpenOne() throws Exception {
        applyTutorial();
        String routes = manifest("virtualservice.yaml");

        try (TcpClient open = connect(31400)) {
            assertThat(open.pod()).startsWith("tcp-echo-v1-");
            Objects.apply(store, routes.replace("subset: v1", "subset: v2"));
            await().untilAsserted(() -> assertThat(podOn(31400)).startsWith("tcp-echo-v2-"));

            assertThat(open.echo("still here")).isEqualTo("still here");
            assertThat(received("tcp-echo-v1-", "still here")).isTrue();
        }
    }

    @Test
    void aDeletedVirtualServiceClosesThePortAndLeavesTheOpenConnection() throws Exception {
        applyTutorial();
        try (TcpClient open = connect(31400)) {
            open.pod();
            int port = servicePort(31400);
            Objects.delete(store, manifest("virtualservice.yaml"));

            await().untilAsserted(
                    () -> assertThatThrownBy(() -> new TcpClient(port).close()).isInstanceOf(ConnectException.class));
            assertThat(open.echo("still here")).isEqualTo("still here");
        }
    }

    @Test
    void aMissingSubsetLetsClientsInAndClosesAtOnceWithoutAByte() throws Exception {
        applyTutorial();
        Objects.delete(store, manifest("destination-rule-all.yaml"));

        await().untilAsserted(() -> assertThat(closedWithoutAByte(31400)).isTrue());
        await().untilAsserted(() -> assertThat(gatewayLog()).anyMatch(
                line -> line.matches("\\[.{24}] \"- - -\" 0 NC - - \"-\" 0 0 \\d+ - \"-\" \"-\" \"-\" \"-\" \"-\" - - "
                        + "10\\.244\\.0\\.\\d+:31400 127\\.0\\.0\\.1:\\d+ - -")));
    }

    @Test
    void noReadyPodLetsClientsInAndClosesAtOnceWithoutAByte() throws Exception {
        applyTutorial();
        scale("tcp-echo-v1", 0);

        await().untilAsserted(() -> assertThat(closedWithoutAByte(31400)).isTrue());
        assertThat(podOn(31401)).startsWith("tcp-echo-v2-");
        await().untilAsserted(() -> assertThat(gatewayLog()).anyMatch(line -> line.contains("\"- - -\" 0 UH ")));
    }

    @Test
    void aTargetPortWhereNobodyListensIsAFailureToConnect() throws Exception {
        applyTutorial();
        Objects.apply(store, manifest("service.yml").replace("targetPort: tcp-echo", "targetPort: 4444"));

        await().untilAsserted(() -> assertThat(closedWithoutAByte(31400)).isTrue());
        String failure = "\"- - -\" 0 UF,URX - - \"delayed_connect_error:_Connection_refused\" 0 0 ";
        await().untilAsserted(() -> assertThat(sidecarLog("tcp-echo-v1")).anyMatch(line -> line.contains(failure)
                && line.contains("\"10.244.") && line.contains(":4444\" inbound|4444|| - ")));
        assertThat(gatewayLog())
                .anyMatch(line -> line.contains("\"- - -\" 0 - - - \"-\" 0 0 ") && line.contains(":4444\""));
    }

    @Test
    void aTimeToConnectThatIsLongerThanAMonthIsNoneToTheClient() throws Exception {
        applyTutorial();
        store.update(new ResourceKey(ResourceKinds.DESTINATION_RULE, "default", "tcp-echo"), rule -> {
            rule.withObject("/spec/trafficPolicy/connectionPool/tcp").put("connectTimeout", "1000h");
            return rule;
        });
        assertThat(plane.awaitRest(Duration.ofSeconds(10))).isTrue();

        assertThat(podOn(31400)).startsWith("tcp-echo-v1-");
    }

    @Test
    void aHalfCloseGoesThroughAndTheAnswerStillComes() throws Exception {
        applyTutorial();
        try (TcpClient client = connect(31400)) {
            client.pod();
            client.send("last words".getBytes());
            client.endOutput();

            assertThat(new String(client.rest())).isEqualTo("last words");
        }
    }

    @Test
    void oneMebibyteComesBackUnchanged() throws Exception {
        applyTutorial();
        byte[] sent = new byte[1024 * 1024];
        new Random(3).nextBytes(sent);
        try (TcpClient client = connect(31400)) {
            client.pod();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    client.send(sent);
                    client.endOutput();
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });

            assertThat(Arrays.equals(client.rest(), sent)).isTrue();
            writing.join();
        }
    }

    @Test
    void weightsOfOneHundredAndZeroUseOneVersionAndEqualOnesBoth() throws Exception {
        applyTutorial();
        String routes = manifest("virtualservice.yaml");
        String v2 = "        - destination:\n            host: tcp-echo.default.svc.cluster.local\n            subset: v2\n"
                + "            port:\n              number: 3333\n";
        int first = routes.indexOf("    - match:\n        - port: 31401");
        Objects.apply(store, routes.substring(0, first) + v2 + "          weight: 100\n" + routes.substring(first));
        await().untilAsserted(() -> assertThat(podOn(31400)).startsWith("tcp-echo-v2-"));
        for (int i = 0; i < 20; i++) {
            assertThat(podOn(31400)).startsWith("tcp-echo-v2-");
        }

        Objects.apply(store, routes.substring(0, first) + "          weight: 50\n" + v2 + "          weight: 50\n"
                + routes.substring(first));
        Set<String> versions = new HashSet<>();
        await().untilAsserted(() -> {
            versions.add(podOn(31400).substring(0, 11));
            assertThat(versions).containsExactlyInAnyOrder("tcp-echo-v1", "tcp-echo-v2");
        });
    }

    @Test
    void aResetOfTheClientReachesThePod() throws Exception {
        applyTutorial();
        String pod;
        try (TcpClient client = connect(31400)) {
            pod = client.pod();
            client.socket().setSoLinger(true, 0);
        }

        ContainerLog log = plane.pods().find("default", pod, "tcp-echo-container", false).orElseThrow();
        await().untilAsserted(() -> assertThat(lines(log)).anyMatch(line -> line.endsWith("TCP connection closed.")));
    }

    @Test
    void aPortThatAnotherProgramHasIsReplacedByTheNextFreeOneAndTheServiceSaysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Objects.apply(store, """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: istio-ingressgateway, namespace: istio-system}
                    spec:
                      type: LoadBalancer
                      selector: {istio: ingressgateway}
                      ports: [{name: tcp, port: %d, targetPort: 31400}, {name: other, port: %d, targetPort: 31401}]
                    """.formatted(port, port + 1));
            applyObjects();
            await().until(() -> !plane.notices().isEmpty());
            awaitTutorial();

            assertThat(servicePort(31400)).isGreaterThan(port + 1);
            assertThat(podOn(31400)).startsWith("tcp-echo-v1-");
            assertThat(plane.notices())
                    .anyMatch(notice -> notice.startsWith("127.0.0.1:%d cannot be opened".formatted(port)));
            await().untilAsserted(() -> assertThat(objects(ResourceKinds.EVENT))
                    .anyMatch(event -> event.tree().path("reason").asString("").equals("PortTaken")));
        }
    }

    @Test
    void anUnknownImageIsNotPulledAndTheOldPodStays() throws Exception {
        applyTutorial();
        String before = podOn(31400);
        Objects.apply(store, manifest("deployment.yml").replace("twinport/echo-server:0.1.0", "example.org/nothing:1"));

        await().untilAsserted(() -> assertThat(objects(ResourceKinds.POD)).anyMatch(pod -> pod.status()
                .at("/containerStatuses/0/state/waiting/reason").asString("").equals("ImagePullBackOff")));
        assertThat(podOn(31400)).isEqualTo(before);
    }

    @Test
    void aChangedTemplateReplacesThePod() throws Exception {
        applyTutorial();
        String before = podOn(31400);
        Objects.apply(store, manifest("deployment.yml").replace("value: \"3333\"",
                "value: \"3333\"\n            - {name: X, value: y}"));

        await().untilAsserted(() -> assertThat(podOn(31400)).startsWith("tcp-echo-v1-").isNotEqualTo(before));
        await().untilAsserted(() -> assertThat(pods("tcp-echo-v1")).hasSize(1));
    }

    @Test
    void aRolloutNeverAsksForFewerPodsThanNone() throws Exception {
        applyTutorial();
        List<Integer> asked = new CopyOnWriteArrayList<>();
        Store.Subscription watch = store.watch(event -> {
            if (event.key().kind().equals(ResourceKinds.REPLICA_SET)) {
                asked.add(event.object().at("/spec/replicas").asInt(0));
            }
        });
        String before = podOn(31400);
        Objects.apply(store, manifest("deployment.yml").replace("value: \"3333\"",
                "value: \"3333\"\n            - {name: X, value: y}"));

        await().untilAsserted(() -> assertThat(podOn(31400)).startsWith("tcp-echo-v1-").isNotEqualTo(before));
        await().untilAsserted(() -> assertThat(pods("tcp-echo-v1")).hasSize(1));
        watch.close();
        assertThat(asked).contains(0, 1).allMatch(replicas -> replicas >= 0);
    }

    @Test
    void aChangedImageOfAPodRestartsItsContainerAndKeepsThePreviousLog() throws Exception {
        applyTutorial();
        String pod;
        try (TcpClient client = connect(31400)) {
            pod = client.pod();
            client.echo("before");
        }
        store.update(new ResourceKey(ResourceKinds.POD, "default", pod), tree -> {
            ((tools.jackson.databind.node.ObjectNode) tree.at("/spec/containers/0")).put("image", "tcptest:0.1");
            return tree;
        });

        await().untilAsserted(() -> assertThat(plane.pods().find("default", pod, "tcp-echo-container", true)
                .map(ControlPlaneTest::lines).orElse(List.of()))
                        .anyMatch(line -> line.endsWith("(converted to string): before")));
        await().untilAsserted(() -> assertThat(store.get(new ResourceKey(ResourceKinds.POD, "default", pod))
                .at("/status/containerStatuses/0/restartCount").asInt(0)).isEqualTo(1));
        assertThat(podOn(31400)).isEqualTo(pod);
    }

    @Test
    void aDeletedPodIsReplacedAndItsConnectionsEnd() throws Exception {
        applyTutorial();
        try (TcpClient open = connect(31400)) {
            String pod = open.pod();
            store.delete(new ResourceKey(ResourceKinds.POD, "default", pod));

            assertThat(endOf(open)).isIn("end", "reset");
            await().untilAsserted(() -> assertThat(podOn(31400)).startsWith("tcp-echo-v1-").isNotEqualTo(pod));
        }
    }

    @Test
    void aDeletedDeploymentTakesItsReplicaSetAndPodsWithIt() throws Exception {
        applyTutorial();
        Objects.delete(store, manifest("deployment.yml"));

        await().untilAsserted(() -> {
            assertThat(pods("tcp-echo")).isEmpty();
            assertThat(store.list(ResourceKinds.REPLICA_SET, "default").objects()).isEmpty();
        });
    }

    @Test
    void podsShowTheSidecarTheirAddressesAndThatTheyAreReady() throws Exception {
        applyTutorial();

        KubernetesObject pod = pods("tcp-echo-v1").getFirst();
        assertThat(pod.status().path("phase").asString("")).isEqualTo("Running");
        assertThat(pod.status().path("podIP").asString("")).matches("10\\.244\\.0\\.\\d+");
        assertThat(pod.status().at("/initContainerStatuses/1/name").asString("")).isEqualTo("istio-proxy");
        assertThat(pod.status().at("/initContainerStatuses/1/ready").asBoolean(false)).isTrue();
        assertThat(pod.status().at("/containerStatuses/0/ready").asBoolean(false)).isTrue();
        assertThat(store.get(new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway"))
                .at("/status/loadBalancer/ingress/0/ip").asString("")).isEqualTo("127.0.0.1");
    }

    @Test
    void aControllerThatHasNothingToDoChangesNothing() throws Exception {
        applyTutorial();
        long version = store.list(ResourceKinds.POD, "").resourceVersion();

        Objects.apply(store, manifest("deployment.yml"));

        await().during(java.time.Duration.ofMillis(200)).untilAsserted(
                () -> assertThat(store.list(ResourceKinds.POD, "").resourceVersion()).isEqualTo(version));
    }

    private void applyTutorial() {
        applyObjects();
        awaitTutorial();
    }

    private void applyObjects() {
        for (Manifest manifest : Manifests.read().all()) {
            Objects.apply(store, manifest.text());
        }
        Objects.addSecondPort(store);
    }

    private void awaitTutorial() {
        await().untilAsserted(() -> {
            // Another cluster on this machine may have the port until this one has moved to the next.
            assertThat(pods("tcp-echo-v1")).extracting(KubernetesObject::name).contains(podOn(31400));
            assertThat(pods("tcp-echo-v2")).extracting(KubernetesObject::name).contains(podOn(31401));
            assertThat(objects(ResourceKinds.DEPLOYMENT))
                    .allMatch(deployment -> deployment.status().path("readyReplicas").asInt(0) == 1);
        });
    }

    private static String manifest(String name) {
        return Manifests.read().all().stream().filter(manifest -> manifest.name().equals(name)).findFirst()
                .orElseThrow().text();
    }

    /** Connects to the Service port that leads to that port of the gateway. */
    private TcpClient connect(int gatewayPort) throws IOException {
        return new TcpClient(servicePort(gatewayPort));
    }

    private int servicePort(int gatewayPort) {
        JsonNode ports = store.get(new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway"))
                .at("/spec/ports");
        return ports.valueStream().filter(port -> port.path("targetPort").asInt(0) == gatewayPort).findFirst()
                .orElseThrow().path("port").asInt(0);
    }

    /** The pod that greets a new connection, or what happens instead. */
    private String podOn(int gatewayPort) {
        try (TcpClient client = connect(gatewayPort)) {
            return client.pod();
        } catch (IOException noGreeting) {
            return noGreeting.toString();
        }
    }

    private boolean closedWithoutAByte(int gatewayPort) {
        try (TcpClient client = connect(gatewayPort)) {
            return client.rest().length == 0;
        } catch (IOException refusedOrReset) {
            return false;
        }
    }

    private static String endOf(TcpClient client) throws IOException {
        try {
            client.rest();
            return "end";
        } catch (SocketException reset) {
            return "reset";
        }
    }

    private void scale(String deployment, int replicas) {
        store.update(new ResourceKey(ResourceKinds.DEPLOYMENT, "default", deployment), tree -> {
            tree.withObject("/spec").put("replicas", replicas);
            return tree;
        });
    }

    private boolean received(String podPrefix, String text) {
        return pods(podPrefix).stream()
                .flatMap(pod -> plane.pods().find("default", pod.name(), "tcp-echo-container", false).stream())
                .flatMap(log -> lines(log).stream()).anyMatch(line -> line.endsWith(": " + text));
    }

    private List<String> sidecarLog(String deployment) {
        return pods(deployment).stream().map(pod -> plane.pods().find("default", pod.name(), "istio-proxy", false))
                .flatMap(log -> lines(log.orElseThrow()).stream()).toList();
    }

    private List<String> gatewayLog() {
        String pod = store.list(ResourceKinds.POD, "istio-system").objects().getFirst().at("/metadata/name")
                .asString("");
        return lines(plane.pods().find("istio-system", pod, "istio-proxy", false).orElseThrow());
    }

    private static List<String> lines(ContainerLog log) {
        return log.read(0, 10_000).stream().map(LogEntry::line).toList();
    }

    private List<KubernetesObject> pods(String prefix) {
        return objects(ResourceKinds.POD).stream().filter(pod -> pod.name().startsWith(prefix)).toList();
    }

    private List<KubernetesObject> objects(ResourceKind kind) {
        return store.list(kind, "").objects().stream().map(KubernetesObject::new).toList();
    }
}
