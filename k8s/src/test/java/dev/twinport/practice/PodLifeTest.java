package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.api.ContainerLog;
import dev.twinport.practice.api.LogEntry;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.WatchEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One pod from its creation to its end, in time that a test lets pass. */
class PodLifeTest {

    private static final String PLAIN = "metadata: {name: p, labels: {app: p, sidecar.istio.io/inject: \"false\"}}\n";

    private final QuietCluster cluster = new QuietCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void theFirstAnybodySeesOfAPodHasItsSidecar() {
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, labels: {app: shop, version: v7}}
                spec: {containers: [{name: c, image: "twinport/echo-server:0.1.0"}]}
                """);

        JsonNode first = seen("p").getFirst().object();
        assertThat(names(first.at("/spec/initContainers"))).containsExactly("istio-init", "istio-proxy");
        assertThat(first.at("/status/qosClass").asString("")).isEqualTo("Burstable");
        assertThat(new KubernetesObject(cluster.store.get(QuietCluster.key(ResourceKinds.POD, "p"))).labels())
                .containsEntry("service.istio.io/canonical-name", "shop")
                .containsEntry("service.istio.io/canonical-revision", "v7");
    }

    @Test
    void watchersSeeEveryStageOnTheWayToReady() {
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec: {containers: [{name: c, image: "twinport/echo-server:0.1.0"}]}
                """);

        List<String> stages = new ArrayList<>();
        for (WatchEvent event : seen("p")) {
            JsonNode status = event.object().path("status");
            String stage = "%s %s %s %s".formatted(status.path("phase").asString(""),
                    state(status.at("/initContainerStatuses/0/state")),
                    state(status.at("/initContainerStatuses/1/state")), state(status.at("/containerStatuses/0/state")));
            if (stages.isEmpty() || !stages.getLast().equals(stage)) {
                stages.add(stage);
            }
        }
        assertThat(stages).containsExactly("Pending - - -", "Pending PodInitializing PodInitializing PodInitializing",
                "Pending Completed PodInitializing PodInitializing", "Pending Completed running PodInitializing",
                "Running Completed running running");
        assertThat(pod().isReady()).isTrue();
        assertThat(cluster.events("p")).contains("Normal Scheduled 1 Successfully assigned default/p to practice",
                "Normal Created 1 Created container: istio-init", "Normal Started 1 Started container c");
    }

    @Test
    void aProgramThatEndsIsStartedAgainAfterWaitsThatDoubleUpToFiveMinutes() {
        cluster.apply(crashing("Always"));

        List<Long> starts = new ArrayList<>();
        Instant begun = cluster.clock.instant();
        int restarts = 0;
        while (restarts < 8) {
            cluster.pass(Duration.ofSeconds(1));
            int now = pod().status().at("/containerStatuses/0/restartCount").asInt(0);
            if (now > restarts) {
                restarts = now;
                starts.add(Duration.between(begun, cluster.clock.instant()).toSeconds());
            }
        }

        List<Long> waits = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            waits.add(starts.get(i) - starts.get(i - 1));
        }
        assertThat(starts.getFirst()).isEqualTo(1);
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void aCrashLoopSaysWhatHappenedAndKeepsTheLogOfTheRunBefore() {
        cluster.apply(crashing("Always"));
        assertThat(pod().status().at("/containerStatuses/0/state/terminated/reason").asString("")).isEqualTo("Error");
        cluster.pass(Duration.ofSeconds(3));

        JsonNode status = pod().status().at("/containerStatuses/0");
        assertThat(status.at("/state/waiting/reason").asString("")).isEqualTo("CrashLoopBackOff");
        assertThat(status.at("/state/waiting/message").asString(""))
                .isEqualTo("back-off 10s restarting failed container=c pod=p_default(" + pod().uid() + ")");
        assertThat(status.at("/lastState/terminated/exitCode").asInt(-1)).isEqualTo(64);
        assertThat(status.at("/lastState/terminated/reason").asString("")).isEqualTo("Error");
        assertThat(pod().status().path("phase").asString("")).isEqualTo("Running");
        assertThat(cluster.events("p")).contains(
                "Warning BackOff 1 Back-off restarting failed container c in pod p_default(" + pod().uid() + ")");
        for (boolean previous : new boolean[] { true, false }) {
            assertThat(lines(cluster.plane.pods().find("default", "p", "c", previous).orElseThrow()))
                    .containsExactly("TCP_PORT is 'nope', but must be a port number from 0 to 65535.");
        }
    }

    @Test
    void aProgramThatEndsWellIsStartedAgainAfterTheSameWaits() {
        cluster.apply(pod("image: \"proxyv2:1\", args: [istio-iptables]"));
        cluster.pass(Duration.ofSeconds(3));

        JsonNode status = pod().status().at("/containerStatuses/0");
        assertThat(status.at("/state/waiting/reason").asString("")).isEqualTo("CrashLoopBackOff");
        assertThat(status.at("/lastState/terminated/reason").asString("")).isEqualTo("Completed");
        cluster.pass(Duration.ofMinutes(5));
        assertThat(pod().status().at("/containerStatuses/0/restartCount").asInt(-1)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({ "image: \"echo-server:1\", TCP_PORT, Failed",
            "'image: \"proxyv2:1\", args: [istio-iptables]', X, Succeeded" })
    void aPodThatIsOverKeepsNoSidecar(String program, String variable, String phase) {
        cluster.apply("apiVersion: v1\nkind: Pod\n" + PLAIN + """
                spec:
                  restartPolicy: Never
                  initContainers: [{name: s, image: "echo-server:1", restartPolicy: Always}]
                  containers: [{name: c, PROGRAM, env: [{name: VARIABLE, value: nope}]}]
                """.replace("PROGRAM", program).replace("VARIABLE", variable));

        assertThat(pod().status().path("phase").asString("")).isEqualTo(phase);
        assertThat(pod().status().at("/initContainerStatuses/0/state").has("terminated")).isTrue();
        assertThat(pod().status().at("/initContainerStatuses/0/restartCount").asInt(-1)).isZero();
        assertThat(cluster.plane.pods().locate(pod().status().path("podIP").asString(""), 1025)).isEmpty();
        assertThat(cluster.events("p")).contains("Normal Killing 1 Stopping container s");
        assertThat(seen("p")).noneMatch(event -> event.object().at("/status/phase").asString("").equals(phase)
                && event.object().at("/status/initContainerStatuses/0/state").has("running"));
    }

    @Test
    void aPodThatSomebodySaysHasFailedIsStopped() {
        cluster.apply(pod("image: \"echo-server:1\""));
        cluster.edit(ResourceKinds.POD, "p", "/status/phase", JsonNodeFactory.instance.stringNode("Failed"));

        assertThat(pod().status().at("/containerStatuses/0/state").has("terminated")).isTrue();
        assertThat(cluster.plane.pods().locate(pod().status().path("podIP").asString(""), 1025)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "Never, Failed, 0", "OnFailure, Running, 1" })
    void theRestartPolicySaysWhatFollowsAFailure(String policy, String phase, int restarts) {
        cluster.apply(crashing(policy));
        cluster.pass(Duration.ofSeconds(5));

        assertThat(pod().status().path("phase").asString("")).isEqualTo(phase);
        assertThat(pod().status().at("/containerStatuses/0/restartCount").asInt(-1)).isEqualTo(restarts);
    }

    @Test
    void anImageThatCannotBePulledAlternatesBetweenTheErrorAndTheWait() {
        cluster.apply(pod("image: \"example.org/nothing:1\""));

        List<String> reasons = new ArrayList<>();
        for (int second = 0; second < 35; second++) {
            String reason = pod().status().at("/containerStatuses/0/state/waiting/reason").asString("");
            if (reasons.isEmpty() || !reasons.getLast().equals(reason)) {
                reasons.add(reason);
            }
            cluster.pass(Duration.ofSeconds(1));
        }

        assertThat(reasons).containsExactly("ErrImagePull", "ImagePullBackOff", "ErrImagePull", "ImagePullBackOff",
                "ErrImagePull", "ImagePullBackOff");
        assertThat(cluster.events("p")).contains("Normal Pulling 3 Pulling image \"example.org/nothing:1\"",
                "Warning Failed 3 Error: ErrImagePull");
        assertThat(pod().status().path("phase").asString("")).isEqualTo("Pending");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "image: \"Bad Image!\" | InvalidImageName | Failed to apply default image tag \"Bad Image!\": couldn't parse image name \"Bad Image!\": invalid reference format: repository name (library/Bad Image!) must be lowercase",
            "image: \"example.org/nothing:1\", imagePullPolicy: Never | ErrImageNeverPull | Container image \"example.org/nothing:1\" is not present with pull policy of Never",
            "image: \"echo-server:1\", env: [{name: X, valueFrom: {configMapKeyRef: {name: none, key: k}}}] | CreateContainerConfigError | configmap \"none\" not found",
            "image: \"echo-server:1\", envFrom: [{secretRef: {name: none}}] | CreateContainerConfigError | secret \"none\" not found" })
    void whatCannotBeStartedSaysWhy(String container, String reason, String message) {
        cluster.apply(pod(container));

        JsonNode waiting = pod().status().at("/containerStatuses/0/state/waiting");
        assertThat(waiting.path("reason").asString("")).isEqualTo(reason);
        assertThat(waiting.path("message").asString("")).isEqualTo(message);
    }

    @Test
    void anImageOfAnyLengthIsReadAndTheOthersGoOn() {
        cluster.apply(pod("image: \"" + "a/".repeat(100_000) + "a\""));
        cluster.settle();

        assertThat(pod().status().at("/containerStatuses/0/state/waiting/reason").asString("")).isIn("ErrImagePull",
                "ImagePullBackOff");
    }

    @Test
    void aPodStartsWhenTheConfigMapItNeedsHasCome() {
        cluster.apply(pod("image: \"echo-server:1\", envFrom: [{configMapRef: {name: settings}}]"));
        cluster.store.create(QuietCluster.key(ResourceKinds.CONFIG_MAP, "settings"), Objects.parse("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {TCP_PORT: "4000"}}
                """).getFirst());
        cluster.pass(Duration.ofSeconds(11));

        assertThat(pod().isReady()).isTrue();
        assertThat(lines(cluster.plane.pods().find("default", "p", "c", false).orElseThrow()).getFirst())
                .endsWith("Listening on TCP port 4000");
    }

    @Test
    void aPodIsNotReadyUntilItsProbeHasPassed() {
        cluster.apply(pod("image: \"echo-server:1\", env: [{name: TCP_PORT, value: \"4000\"}], "
                + "readinessProbe: {tcpSocket: {port: 4000}, initialDelaySeconds: 5, successThreshold: 2, periodSeconds: 3}"));
        cluster.pass(Duration.ofSeconds(7));
        assertThat(pod().isReady()).isFalse();
        cluster.pass(Duration.ofSeconds(1));
        assertThat(pod().isReady()).isTrue();
    }

    @Test
    void aProbeWhereNobodyListensKeepsThePodUnready() {
        cluster.apply(pod("image: \"echo-server:1\", readinessProbe: {tcpSocket: {port: 9}, periodSeconds: 2}"));
        cluster.pass(Duration.ofSeconds(4));

        assertThat(pod().isReady()).isFalse();
        assertThat(pod().status().path("phase").asString("")).isEqualTo("Running");
        assertThat(cluster.events("p")).contains("Warning Unhealthy 3 Readiness probe failed: dial tcp "
                + pod().status().path("podIP").asString("") + ":9: connect: connection refused");
    }

    @Test
    void aPodThatFailsItsLivenessProbeIsStartedAgain() {
        cluster.apply(pod(
                "image: \"echo-server:1\", livenessProbe: {tcpSocket: {port: 9}, periodSeconds: 2, failureThreshold: 2}"));
        cluster.pass(Duration.ofSeconds(3));

        assertThat(pod().status().at("/containerStatuses/0/restartCount").asInt(0)).isEqualTo(1);
        assertThat(cluster.events("p"))
                .contains("Normal Killing 1 Container c failed liveness probe, will be restarted");
    }

    @ParameterizedTest
    @CsvSource({ "Never, 0, ''", "OnFailure, 1, ', will be restarted'", "Always, 1, ', will be restarted'" })
    void aContainerStoppedForItsLivenessProbeComesAgainUnlessItNeverMay(String policy, int restarts, String intent) {
        cluster.apply(twoContainers(policy,
                "livenessProbe: {tcpSocket: {port: 9}, periodSeconds: 2, failureThreshold: 2, initialDelaySeconds: 1}"));
        cluster.pass(Duration.ofSeconds(4));

        assertThat(pod().status().at("/containerStatuses/0/restartCount").asInt(-1)).isEqualTo(restarts);
        assertThat(cluster.events("p")).contains("Normal Killing 1 Container c failed liveness probe" + intent);
        assertThat(pod().status().path("phase").asString("")).isEqualTo("Running");
    }

    @Test
    void anotherImageRestartsAContainerWhateverThePolicy() {
        cluster.apply(twoContainers("Never", "imagePullPolicy: Never"));
        cluster.store.update(QuietCluster.key(ResourceKinds.POD, "p"), tree -> {
            ((ObjectNode) tree.at("/spec/containers/0")).put("image", "echo-server:2");
            return tree;
        });
        cluster.settle();

        assertThat(pod().status().at("/containerStatuses/0/restartCount").asInt(-1)).isEqualTo(1);
        assertThat(pod().isReady()).isTrue();
    }

    @Test
    void aSidecarThatFailsLaterLeavesTheOthersTheirProbes() {
        cluster.apply("apiVersion: v1\nkind: Pod\n" + PLAIN + """
                spec:
                  initContainers: [{name: s, image: "echo-server:1", restartPolicy: Always}]
                  containers:
                    - {name: c, image: "echo-server:1", readinessProbe: {tcpSocket: {port: 9}, periodSeconds: 2}}
                """);
        cluster.store.update(QuietCluster.key(ResourceKinds.POD, "p"), tree -> {
            ((ObjectNode) tree.at("/spec/initContainers/0")).put("image", "example.org/nothing:1");
            return tree;
        });
        cluster.settle();
        cluster.pass(Duration.ofSeconds(4));

        assertThat(pod().status().at("/initContainerStatuses/0/state/waiting/reason").asString(""))
                .isEqualTo("ImagePullBackOff");
        assertThat(cluster.events("p")).anyMatch(event -> event.startsWith("Warning Unhealthy 3 "));
    }

    @Test
    void aDoubledDollarSignIsNoReference() {
        cluster.apply(pod("image: \"echo-server:1\", env: [{name: A, value: \"40\"}, {name: TCP_PORT, "
                + "value: \"$$(A) $(A) $(none) $\"}]"));

        assertThat(lines(cluster.plane.pods().find("default", "p", "c", false).orElseThrow()).getFirst())
                .startsWith("TCP_PORT is '$(A) 40 $(none) $', but");
    }

    @Test
    void aDeletedPodGoesOnForASecondAndThenItsConnectionsEnd() throws Exception {
        cluster.apply(
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: p}, ports: [{port: 1025}]}}");
        cluster.apply(pod("image: \"echo-server:1\""));
        InetSocketAddress address = address();

        try (TcpClient client = new TcpClient(address.getPort())) {
            assertThat(client.echo("before")).isEqualTo("before");
            cluster.delete("p", 30);
            JsonNode conditions = cluster.all(ResourceKinds.ENDPOINT_SLICE).getFirst().tree()
                    .at("/endpoints/0/conditions");
            assertThat(conditions.toString()).isEqualTo("{\"ready\":false,\"serving\":true,\"terminating\":true}");
            assertThat(cluster.get(ResourceKinds.ENDPOINTS, "s").tree().path("subsets").isEmpty()).isTrue();
            assertThat(client.echo("meanwhile")).isEqualTo("meanwhile");
            assertThat(cluster.events("p")).contains("Normal Killing 1 Stopping container c");

            cluster.pass(Duration.ofSeconds(1));
            assertThat(cluster.has(ResourceKinds.POD, "p")).isFalse();
            assertThat(ends(client)).isTrue();
        }
        assertThat(seen("p").getLast().object().at("/status/phase").asString("")).isEqualTo("Succeeded");
    }

    @Test
    void withoutGraceAPodGoesAtOnceAndAFinalizerHoldsIt() {
        cluster.apply(pod("image: \"echo-server:1\""));
        cluster.store.update(QuietCluster.key(ResourceKinds.POD, "p"), tree -> {
            tree.withObject("/metadata").putArray("finalizers").add("example.org/hold");
            return tree;
        });
        cluster.delete("p", 0);
        assertThat(pod().status().path("phase").asString("")).isEqualTo("Succeeded");

        cluster.store.update(QuietCluster.key(ResourceKinds.POD, "p"), tree -> {
            tree.withObject("/metadata").remove("finalizers");
            return tree;
        });
        cluster.settle();
        assertThat(cluster.has(ResourceKinds.POD, "p")).isFalse();
    }

    @Test
    void aPodThatFitsNoNodeWaitsAndSaysWhy() {
        cluster.edit(ResourceKinds.NODE, "practice", "/spec/unschedulable", JsonNodeFactory.instance.booleanNode(true));
        cluster.apply(pod("image: \"echo-server:1\""));
        assertThat(pod().status().at("/conditions/0/reason").asString("")).isEqualTo("Unschedulable");
        assertThat(cluster.events("p")).anyMatch(event -> event
                .startsWith("Warning FailedScheduling 1 0/1 nodes are available: 1 node(s) were unschedulable."));

        cluster.edit(ResourceKinds.NODE, "practice", "/spec/unschedulable",
                JsonNodeFactory.instance.booleanNode(false));
        assertThat(pod().isReady()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nodeSelector: {disk: ssd} | 1 node(s) didn't match Pod's node affinity/selector",
            "nodeSelector: {disk: hdd} | ''",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: In, values: [ssd]}]}]}}} | 1 node(s) didn't match Pod's node affinity/selector",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: NotIn, values: [ssd]}, {key: size, operator: Gt, values: ['8']}]}]}}} | 1 node(s) didn't match Pod's node affinity/selector",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: none, operator: Exists}]}, {matchExpressions: [{key: size, operator: Gt, values: ['7']}]}]}}} | ''",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{}]}}} | 1 node(s) didn't match Pod's node affinity/selector",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [other]}]}]}}} | 1 node(s) didn't satisfy plugin(s) [NodeAffinity]",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [practice]}]}]}}} | ''",
            "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: none, operator: Exists}]}}]}} | ''" })
    void aPodIsPlacedOnTheNodesItAsksForOnly(String asked, String hindrance) {
        cluster.edit(ResourceKinds.NODE, "practice", "/metadata/labels/disk",
                JsonNodeFactory.instance.stringNode("hdd"));
        cluster.edit(ResourceKinds.NODE, "practice", "/metadata/labels/size", JsonNodeFactory.instance.stringNode("8"));
        cluster.apply(pod("image: \"echo-server:1\"").replace("spec: {", "spec: {" + asked + ", "));

        assertHindrance(hindrance);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "NoSchedule | [] | 1 node(s) had untolerated taint(s)",
            "NoExecute | [] | 1 node(s) had untolerated taint(s)", "PreferNoSchedule | [] | ''",
            "NoSchedule | [{key: only, value: db, effect: NoSchedule}] | ''",
            "NoSchedule | [{key: only, operator: Equal, value: web}] | 1 node(s) had untolerated taint(s)",
            "NoSchedule | [{key: only, operator: Exists, effect: NoExecute}] | 1 node(s) had untolerated taint(s)",
            "NoSchedule | [{key: other, operator: Exists}] | 1 node(s) had untolerated taint(s)",
            "NoSchedule | [{operator: Exists}] | ''" })
    void aTaintKeepsThosePodsAwayThatDoNotTolerateIt(String effect, String tolerations, String hindrance) {
        cluster.edit(ResourceKinds.NODE, "practice", "/spec/taints",
                Objects.parse("{taints: [{key: only, value: db, effect: " + effect + "}]}").getFirst().path("taints"));
        cluster.apply(pod("image: \"echo-server:1\"").replace("spec: {", "spec: {tolerations: " + tolerations + ", "));

        assertHindrance(hindrance);
    }

    @Test
    void aPodThatWaitsForATaintToGoIsPlacedWhenItGoes() {
        cluster.edit(ResourceKinds.NODE, "practice", "/spec/taints",
                Objects.parse("{taints: [{key: only, effect: NoSchedule}]}").getFirst().path("taints"));
        cluster.apply(pod("image: \"echo-server:1\""));
        cluster.edit(ResourceKinds.NODE, "practice", "/spec/taints", JsonNodeFactory.instance.arrayNode());

        assertThat(pod().isReady()).isTrue();
    }

    @Test
    void whoToleratesACordonIsPlacedOnACordonedNode() {
        cluster.edit(ResourceKinds.NODE, "practice", "/spec/unschedulable", JsonNodeFactory.instance.booleanNode(true));
        cluster.apply(pod("image: \"echo-server:1\"").replace("spec: {",
                "spec: {tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists}], "));

        assertThat(pod().isReady()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "configMap: {name: m, items: [{key: nope, path: p}]} | configmap references non-existent config key: nope",
            "secret: {secretName: s, items: [{key: nope, path: p}]} | references non-existent secret key: nope",
            "configMap: {name: m, optional: true, items: [{key: nope, path: p}]} | ''",
            "configMap: {name: m, items: [{key: a, path: p}, {key: b, path: q}]} | ''",
            "projected: {sources: [{configMap: {name: none}}]} | configmap \"none\" not found",
            "projected: {sources: [{configMap: {name: none}}, {secret: {name: s, items: [{key: nope, path: p}]}}]} | [configmap \"none\" not found, references non-existent secret key: nope]",
            "projected: {sources: [{configMap: {name: none, optional: true}}, {secret: {name: s}}]} | ''" })
    void aPodWaitsForAllItsVolumesAreMadeOf(String volume, String missing) {
        cluster.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: x}, binaryData: {b: eA==}}");
        cluster.apply("{apiVersion: v1, kind: Secret, metadata: {name: s}}");
        cluster.apply(
                pod("image: \"echo-server:1\"").replace("spec: {", "spec: {volumes: [{name: v, " + volume + "}], "));

        assertThat(pod().isReady()).isEqualTo(missing.isEmpty());
        if (!missing.isEmpty()) {
            assertThat(cluster.events("p"))
                    .contains("Warning FailedMount 1 MountVolume.SetUp failed for volume \"v\" : " + missing);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{limits: {cpu: 1500m}} | {resource: limits.cpu, divisor: 1m} | 1500",
            "{limits: {cpu: 1500m}} | {resource: limits.cpu} | 2",
            "{limits: {cpu: 1500m}} | {resource: requests.cpu, divisor: '0'} | 2",
            "{} | {resource: limits.cpu, divisor: 1m} | 8000", "{} | {resource: limits.memory, divisor: 1Mi} | 16384",
            "{} | {resource: requests.memory} | 0", "{requests: {memory: 3Ki}} | {resource: requests.memory} | 3072",
            "{limits: {cpu: 1}} | {resource: limits.cpu, containerName: d} | 3" })
    void aVariableIsAnAmountInUnitsOfItsDivisor(String resources, String reference, String expected) {
        cluster.apply("apiVersion: v1\nkind: Pod\n" + PLAIN + """
                spec:
                  containers:
                    - {name: d, image: "echo-server:1", resources: {limits: {cpu: 3}}}
                    - name: c
                      image: "echo-server:1"
                      resources: RESOURCES
                      env: [{name: A, valueFrom: {resourceFieldRef: REFERENCE}}, {name: TCP_PORT, value: "is $(A)"}]
                """.replace("RESOURCES", resources).replace("REFERENCE", reference));

        assertThat(lines(cluster.plane.pods().find("default", "p", "c", false).orElseThrow()).getFirst())
                .startsWith("TCP_PORT is 'is " + expected + "'");
    }

    @Test
    void aPodThatHasEndedTakesNoRoomOnTheNode() {
        leaveRoomForOnePod();
        cluster.apply(crashing("Never"));
        assertThat(pod().status().path("phase").asString("")).isEqualTo("Failed");

        cluster.apply(anotherPod());

        assertThat(cluster.get(ResourceKinds.POD, "q").isReady()).isTrue();
    }

    @Test
    void aPodThatWaitsForRoomIsPlacedWhenAnotherIsGone() {
        leaveRoomForOnePod();
        cluster.apply(pod("image: \"echo-server:1\""));
        cluster.apply(anotherPod());
        assertThat(cluster.events("q")).anyMatch(
                event -> event.startsWith("Warning FailedScheduling 1 0/1 nodes are available: 1 Too many pods."));

        cluster.delete("p", 0);

        assertThat(cluster.get(ResourceKinds.POD, "q").isReady()).isTrue();
    }

    @Test
    void aPodThatFindsNoRoomIsToldThatNobodyWouldGoForIt() {
        leaveRoomForOnePod();
        cluster.apply(pod("image: \"echo-server:1\"").replace("name: p,", "name: first,"));
        cluster.apply(pod("image: \"echo-server:1\""));

        assertThat(cluster.events("p")).contains("Warning FailedScheduling 1 0/1 nodes are available: 1 Too many pods."
                + " no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for"
                + " incoming pod.");
    }

    @ParameterizedTest
    @CsvSource({ "'', false", "'automountServiceAccountToken: true, ', true",
            "'automountServiceAccountToken: false, ', false" })
    void aServiceAccountSaysWhatItsPodsAreGivenUnlessTheySayItThemselves(String own, boolean mounted) {
        cluster.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: quiet}, "
                + "automountServiceAccountToken: false, imagePullSecrets: [{name: key}]}");
        cluster.apply(pod("image: \"echo-server:1\"").replace("spec: {", "spec: {serviceAccountName: quiet, " + own));

        assertThat(pod().spec().path("volumes").isEmpty()).isNotEqualTo(mounted);
        assertThat(names(pod().spec().path("imagePullSecrets"))).containsExactly("key");
    }

    @Test
    void withoutAnyNodeThereIsNoCountOfThem() {
        cluster.store.delete(QuietCluster.key(ResourceKinds.NODE, "practice"));
        cluster.apply(pod("image: \"echo-server:1\""));

        assertThat(cluster.events("p")).contains("Warning FailedScheduling 1 no nodes available to schedule pods");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{} | BestEffort", "{requests: {cpu: 1}} | Burstable",
            "{limits: {cpu: 1, memory: 1Gi}} | Guaranteed",
            "{requests: {cpu: 1000m, memory: 1024Mi}, limits: {cpu: 1, memory: 1Gi}} | Guaranteed",
            "{requests: {cpu: 1}, limits: {cpu: 2, memory: 1Gi}} | Burstable" })
    void theClassFollowsFromWhatContainersAskFor(String resources, String expected) {
        cluster.apply(pod("image: \"echo-server:1\", resources: " + resources));

        assertThat(pod().status().path("qosClass").asString("")).isEqualTo(expected);
    }

    private String crashing(String policy) {
        return "apiVersion: v1\nkind: Pod\n" + PLAIN + "spec: {restartPolicy: " + policy
                + ", containers: [{name: c, image: \"echo-server:1\", env: [{name: TCP_PORT, value: nope}]}]}\n";
    }

    /** The first with something more, the other without anything that could end it. */
    private static String twoContainers(String policy, String more) {
        return "apiVersion: v1\nkind: Pod\n" + PLAIN + "spec: {restartPolicy: " + policy
                + ", containers: [{name: c, image: \"echo-server:1\", " + more
                + "}, {name: d, image: \"echo-server:1\"}]}\n";
    }

    private static String pod(String container) {
        return "apiVersion: v1\nkind: Pod\n" + PLAIN + "spec: {containers: [{name: c, " + container + "}]}\n";
    }

    private static String anotherPod() {
        return pod("image: \"echo-server:1\"").replace("name: p,", "name: q,");
    }

    private void assertHindrance(String hindrance) {
        assertThat(pod().isReady()).isEqualTo(hindrance.isEmpty());
        if (!hindrance.isEmpty()) {
            assertThat(cluster.events("p")).contains("Warning FailedScheduling 1 0/1 nodes are available: " + hindrance
                    + ". no new claims to deallocate, preemption: 0/1 nodes are available:"
                    + " 1 Preemption is not helpful for scheduling.");
        }
    }

    private void leaveRoomForOnePod() {
        int there = cluster.store.list(ResourceKinds.POD, "").objects().size();
        cluster.edit(ResourceKinds.NODE, "practice", "/status/allocatable/pods",
                JsonNodeFactory.instance.stringNode(Integer.toString(there + 1)));
    }

    private KubernetesObject pod() {
        return cluster.get(ResourceKinds.POD, "p");
    }

    private InetSocketAddress address() {
        return cluster.plane.pods().locate(pod().status().path("podIP").asString(""), 1025).orElseThrow();
    }

    private List<WatchEvent> seen(String pod) {
        return cluster.seen.stream()
                .filter(event -> event.key().kind().equals(ResourceKinds.POD) && event.key().name().equals(pod))
                .toList();
    }

    private static String state(JsonNode state) {
        if (state.has("running")) {
            return "running";
        }
        return state.at("/waiting/reason").asString(state.at("/terminated/reason").asString("-"));
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(item -> item.path("name").asString("")).toList();
    }

    private static List<String> lines(ContainerLog log) {
        return log.read(0, 100).stream().map(LogEntry::line).toList();
    }

    private static boolean ends(TcpClient client) {
        try {
            return client.rest().length == 0;
        } catch (IOException reset) {
            return true;
        }
    }
}
