package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Deployments, their ReplicaSets and pods, in time that a test lets pass. */
class DeploymentRolloutTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final QuietCluster cluster = new QuietCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aNewTemplateReplacesPodsWithinSurgeAndUnavailability() {
        cluster.apply(deployment("d", 4, "echo-server:1", "maxSurge: 1, maxUnavailable: 1"));
        int before = cluster.seen.size();
        setImage("d", "echo-server:2");
        cluster.pass(Duration.ofMinutes(1));

        assertThat(cluster.pods("d")).hasSize(4).allMatch(pod -> image(pod).equals("echo-server:2"));
        List<Integer> sums = new ArrayList<>();
        for (int i = before; i < cluster.seen.size(); i++) {
            if (cluster.seen.get(i).key().kind().equals(ResourceKinds.REPLICA_SET)) {
                sums.add(sumUpTo(i));
            }
        }
        assertThat(sums).allMatch(sum -> sum >= 3 && sum <= 5);
        assertThat(condition("Progressing").path("reason").asString("")).isEqualTo("NewReplicaSetAvailable");
        assertThat(cluster.events("d")).anyMatch(
                event -> event.matches("Normal ScalingReplicaSet 1 Scaled up replica set d-[a-z0-9]+ from 0 to 4"))
                .anyMatch(event -> event
                        .matches("Normal ScalingReplicaSet 1 Scaled down replica set d-[a-z0-9]+ from .*"));
    }

    @Test
    void recreateEndsTheLastOldPodBeforeTheFirstNewOneBegins() {
        cluster.apply(deployment("d", 2, "echo-server:1", "").replace("strategy: {rollingUpdate: {}}",
                "strategy: {type: Recreate}"));
        setImage("d", "echo-server:2");
        assertThat(cluster.pods("d")).hasSize(2).allMatch(pod -> image(pod).equals("echo-server:1"));

        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.pods("d")).hasSize(2).allMatch(pod -> image(pod).equals("echo-server:2"));
    }

    @Test
    void moreThanIsCreatedInOneCallIsAllCreated() {
        cluster.apply(deployment("d", 501, "example.org/nothing:1", ""));
        assertThat(cluster.pods("d")).hasSize(501);
    }

    @Test
    void aPausedDeploymentScalesButDoesNotRoll() {
        cluster.apply(deployment("d", 2, "echo-server:1", ""));
        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/spec/paused", JSON.booleanNode(true));
        setImage("d", "echo-server:2");
        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/spec/replicas", JSON.numberNode(3));
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.pods("d")).hasSize(3).allMatch(pod -> image(pod).equals("echo-server:1"));
        assertThat(condition("Progressing").path("reason").asString("")).isEqualTo("DeploymentPaused");

        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/spec/paused", JSON.booleanNode(false));
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.pods("d")).hasSize(3).allMatch(pod -> image(pod).equals("echo-server:2"));
    }

    @Test
    void aRolloutThatDoesNotGetOnIsSaidToHaveTakenTooLong() {
        cluster.apply(deployment("d", 1, "echo-server:1", "").replace("Seconds: 600", "Seconds: 60"));
        setImage("d", "example.org/nothing:1");
        cluster.pass(Duration.ofSeconds(59));
        assertThat(condition("Progressing").path("status").asString("")).isEqualTo("True");

        cluster.pass(Duration.ofSeconds(2));
        assertThat(condition("Progressing").path("status").asString("")).isEqualTo("False");
        assertThat(condition("Progressing").path("reason").asString("")).isEqualTo("ProgressDeadlineExceeded");
        assertThat(condition("Progressing").path("message").asString(""))
                .matches("ReplicaSet \"d-[a-z0-9]+\" has timed out progressing.");
        assertThat(condition("Available").path("status").asString("")).isEqualTo("True");
        assertThat(cluster.pods("d")).anyMatch(KubernetesObject::isReady);
    }

    @Test
    void aRolloutThatDoesNotGetOnAfterItWasResumedIsSaidToHaveTakenTooLong() {
        cluster.apply(deployment("d", 1, "echo-server:1", "").replace("Seconds: 600", "Seconds: 60"));
        setImage("d", "example.org/nothing:1");
        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/spec/paused", JSON.booleanNode(true));
        cluster.pass(Duration.ofMinutes(5));
        assertThat(condition("Progressing").path("reason").asString("")).isEqualTo("DeploymentPaused");

        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/spec/paused", JSON.booleanNode(false));
        assertThat(condition("Progressing").path("reason").asString("")).isEqualTo("DeploymentResumed");
        cluster.pass(Duration.ofSeconds(61));
        assertThat(condition("Progressing").path("reason").asString("")).isEqualTo("ProgressDeadlineExceeded");
    }

    @Test
    void aTimeToBeReadyForThatIsTakenAwayIsTakenFromTheReplicaSetToo() {
        cluster.apply(
                deployment("d", 1, "echo-server:1", "").replace("replicas: 1", "replicas: 1, minReadySeconds: 30"));
        cluster.store.update(QuietCluster.key(ResourceKinds.DEPLOYMENT, "d"), tree -> {
            tree.withObject("/spec").remove("minReadySeconds");
            return tree;
        });
        cluster.settle();

        assertThat(status().path("availableReplicas").asInt(0)).isEqualTo(1);
    }

    @Test
    void aPodCountsAsAvailableAfterItsTime() {
        cluster.apply(
                deployment("d", 1, "echo-server:1", "").replace("replicas: 1", "replicas: 1, minReadySeconds: 30"));
        assertThat(status().path("readyReplicas").asInt(0)).isEqualTo(1);
        assertThat(status().path("availableReplicas").asInt(0)).isZero();
        assertThat(condition("Available").path("reason").asString("")).isEqualTo("MinimumReplicasUnavailable");

        cluster.pass(Duration.ofSeconds(31));
        assertThat(status().path("availableReplicas").asInt(0)).isEqualTo(1);
        assertThat(condition("Available").path("reason").asString("")).isEqualTo("MinimumReplicasAvailable");
    }

    @Test
    void aTemplateThatWasThereBeforeComesBackAsTheLatestRevisionOfItsOwnReplicaSet() {
        cluster.apply(deployment("d", 1, "echo-server:1", ""));
        setImage("d", "echo-server:2");
        cluster.pass(Duration.ofSeconds(10));
        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/metadata/annotations/kubernetes.io~1change-cause",
                JSON.stringNode("back to one"));
        setImage("d", "echo-server:1");
        cluster.pass(Duration.ofSeconds(10));

        assertThat(cluster.all(ResourceKinds.REPLICA_SET)).hasSize(2);
        KubernetesObject current = cluster.all(ResourceKinds.REPLICA_SET).stream()
                .filter(set -> set.spec().path("replicas").asInt(0) == 1).findFirst().orElseThrow();
        assertThat(current.annotations()).containsEntry("deployment.kubernetes.io/revision", "3")
                .containsEntry("deployment.kubernetes.io/revision-history", "1");
        assertThat(cluster.get(ResourceKinds.DEPLOYMENT, "d").annotations())
                .containsEntry("deployment.kubernetes.io/revision", "3");
    }

    @Test
    void twoDeploymentsWithTheSameSelectorEachKeepTheirOwnPods() {
        cluster.apply(deployment("one", 1, "echo-server:1", ""));
        cluster.apply(deployment("two", 2, "echo-server:2", ""));
        cluster.pass(Duration.ofSeconds(5));

        assertThat(cluster.pods("one")).hasSize(1);
        assertThat(cluster.pods("two")).hasSize(2);
        assertThat(cluster.all(ResourceKinds.REPLICA_SET)).hasSize(2);

        cluster.store.delete(QuietCluster.key(ResourceKinds.DEPLOYMENT, "one"));
        cluster.settle();
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.pods("one")).isEmpty();
        assertThat(cluster.pods("two")).hasSize(2);
    }

    @Test
    void aPodWhoseLabelIsTakenAwayIsLetGoAndReplacedAndTakenInAgainWithIt() {
        cluster.apply(deployment("d", 1, "echo-server:1", ""));
        String pod = cluster.pods("d").getFirst().name();
        cluster.edit(ResourceKinds.POD, pod, "/metadata/labels/app", JSON.stringNode("else"));
        assertThat(cluster.get(ResourceKinds.POD, pod).ownerUids()).isEmpty();
        assertThat(cluster.pods("d")).hasSize(2);

        cluster.edit(ResourceKinds.POD, pod, "/metadata/labels/app", JSON.stringNode("d"));
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.pods("d")).hasSize(1);
    }

    @Test
    void aReplicaSetThatWasLeftBehindIsTakenInByItsLikeness() {
        cluster.apply(deployment("d", 1, "echo-server:1", ""));
        String set = cluster.all(ResourceKinds.REPLICA_SET).getFirst().name();
        cluster.store.update(QuietCluster.key(ResourceKinds.REPLICA_SET, set), tree -> {
            tree.withObject("/metadata").remove("ownerReferences");
            return tree;
        });
        cluster.store.delete(QuietCluster.key(ResourceKinds.DEPLOYMENT, "d"));
        cluster.settle();
        assertThat(cluster.pods("d")).hasSize(1);

        cluster.apply(deployment("d", 1, "echo-server:1", ""));
        assertThat(cluster.all(ResourceKinds.REPLICA_SET)).hasSize(1);
        assertThat(cluster.all(ResourceKinds.REPLICA_SET).getFirst().ownerUids())
                .containsExactly(cluster.get(ResourceKinds.DEPLOYMENT, "d").uid());
    }

    @Test
    void aNameThatIsTakenLeadsToAnotherHash() {
        cluster.apply(deployment("d", 0, "echo-server:1", ""));
        String name = cluster.all(ResourceKinds.REPLICA_SET).getFirst().name();
        cluster.store.delete(QuietCluster.key(ResourceKinds.DEPLOYMENT, "d"));
        cluster.settle();
        cluster.apply("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: %s}
                spec: {replicas: 0, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}}
                """.formatted(name));
        cluster.apply(deployment("d", 0, "echo-server:1", ""));

        assertThat(cluster.all(ResourceKinds.REPLICA_SET)).hasSize(2);
        assertThat(status().path("collisionCount").asInt(0)).isEqualTo(1);
    }

    @Test
    void scalingInTheMiddleOfARolloutSpreadsOverBothReplicaSets() {
        cluster.apply(deployment("d", 10, "echo-server:1", "maxSurge: 3, maxUnavailable: 2"));
        setImage("d", "example.org/nothing:1");
        cluster.pass(Duration.ofSeconds(3));
        assertThat(sizes()).containsExactlyInAnyOrder(8, 5);

        cluster.edit(ResourceKinds.DEPLOYMENT, "d", "/spec/replicas", JSON.numberNode(15));
        // The example of Kubernetes' documentation: 5 more, 3 for the larger and 2 for the smaller.
        assertThat(sizes()).containsExactlyInAnyOrder(11, 7);
    }

    @Test
    void beyondTheLimitTheOldestReplicaSetsAreForgotten() {
        cluster.apply(
                deployment("d", 1, "echo-server:1", "").replace("replicas: 1", "replicas: 1, revisionHistoryLimit: 1"));
        for (int version = 2; version < 5; version++) {
            setImage("d", "echo-server:" + version);
            cluster.pass(Duration.ofSeconds(10));
        }

        assertThat(cluster.all(ResourceKinds.REPLICA_SET)).hasSize(2);
    }

    @Test
    void aReplicaSetThatMayNotCreatePodsSaysSo() {
        cluster.apply(deployment("d", 1, "echo-server:1", "").replace("containers:",
                "serviceAccountName: nobody, containers:"));

        String set = cluster.all(ResourceKinds.REPLICA_SET).getFirst().name();
        assertThat(cluster.events(set))
                .anyMatch(event -> event.startsWith("Warning FailedCreate 1 Error creating: pods \"d-"))
                .anyMatch(event -> event.endsWith(
                        "is forbidden: error looking up service account default/nobody: serviceaccount \"nobody\" not found"));
        assertThat(condition("ReplicaFailure").path("status").asString("")).isEqualTo("True");
    }

    private List<Integer> sizes() {
        return cluster.all(ResourceKinds.REPLICA_SET).stream().map(set -> set.spec().path("replicas").asInt(0))
                .toList();
    }

    private void setImage(String deployment, String image) {
        cluster.store.update(QuietCluster.key(ResourceKinds.DEPLOYMENT, deployment), tree -> {
            ((ObjectNode) tree.at("/spec/template/spec/containers/0")).put("image", image);
            return tree;
        });
        cluster.settle();
    }

    private JsonNode status() {
        return cluster.get(ResourceKinds.DEPLOYMENT, "d").status();
    }

    private JsonNode condition(String type) {
        return status().path("conditions").valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type)).findFirst().orElseThrow();
    }

    /** How many pods all ReplicaSets asked for right after the change {@code index}. */
    private int sumUpTo(int index) {
        Map<ResourceKey, Integer> sizes = new HashMap<>();
        for (int i = 0; i <= index; i++) {
            if (cluster.seen.get(i).key().kind().equals(ResourceKinds.REPLICA_SET)
                    && cluster.seen.get(i).key().namespace().equals("default")) {
                sizes.put(cluster.seen.get(i).key(), cluster.seen.get(i).object().at("/spec/replicas").asInt(0));
            }
        }
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String image(KubernetesObject pod) {
        return pod.spec().at("/containers/0/image").asString("");
    }

    private static String deployment(String name, int replicas, String image, String rolling) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  {replicas: %d, progressDeadlineSeconds: 600, selector: {matchLabels: {app: d}}, strategy: {rollingUpdate: {%s}}, template: {
                    metadata: {labels: {app: d, sidecar.istio.io/inject: "false"}}, spec: {containers: [{name: c, image: "%s"}]}}}
                """
                .formatted(name, replicas, rolling, image);
    }
}
