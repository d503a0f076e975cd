package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twinport.practice.admission.PracticeMark;
import dev.twinport.practice.controllers.LoadBalancer;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Addresses, ports, endpoints and load balancers of Services, and what namespaces are given. */
class ServiceTest {

    private final QuietCluster cluster = new QuietCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aServiceHasAnAddressOfItsOwnFromTheBeginning() {
        cluster.apply(service("a", "ClusterIP", ""));
        cluster.apply(service("b", "ClusterIP", ", clusterIP: 10.96.200.1"));

        assertThat(spec("a").path("clusterIP").asString("")).matches("10\\.96\\.\\d+\\.\\d+");
        assertThat(spec("b").path("clusterIP").asString("")).isEqualTo("10.96.200.1");
        assertThat(cluster.seen.stream().filter(event -> event.key().name().equals("a")).findFirst().orElseThrow()
                .object().at("/spec/clusterIPs/0").asString("")).isEqualTo(spec("a").path("clusterIP").asString(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ClusterIP | clusterIP: 10.96.0.1 | spec.clusterIPs | Invalid value: [\"10.96.0.1\"]: failed to allocate IP 10.96.0.1: provided IP is already allocated",
            "ClusterIP | clusterIP: 1.2.3.4 | spec.clusterIPs | Invalid value: [\"1.2.3.4\"]: failed to allocate IP 1.2.3.4: the provided network does not match the current range",
            "ClusterIP | clusterIP: nonsense | spec.clusterIPs[0] | Invalid value: \"nonsense\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "NodePort | ports: [{port: 80, nodePort: 30081}] | spec.ports[0].nodePort | Invalid value: 30081: provided port is already allocated",
            "NodePort | ports: [{port: 80, nodePort: 80}] | spec.ports[0].nodePort | Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767" })
    void whatCannotBeGivenIsRefusedInTheServersWords(String type, String asked, String field, String message) {
        cluster.apply(
                "{apiVersion: v1, kind: Service, metadata: {name: first}, spec: {type: NodePort, ports: [{port: 80, nodePort: 30081}]}}");

        assertThatThrownBy(() -> cluster.apply(
                "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {type: " + type + ", " + asked + "}}"))
                        .isInstanceOfSatisfying(StoreException.class, refusal -> {
                            assertThat(refusal.reason()).isEqualTo(StoreException.Reason.Invalid);
                            assertThat(refusal.field()).isEqualTo(field);
                        }).hasMessage(message);
        assertThat(cluster.has(ResourceKinds.SERVICE, "x")).isFalse();
    }

    @Test
    void anAddressDoesNotChangeAndNodePortsAreKeptAndGivenBack() {
        cluster.apply(service("a", "NodePort", ""));
        int port = spec("a").at("/ports/0/nodePort").asInt(0);
        assertThat(port).isBetween(30_000, 32_767);
        cluster.apply(service("a", "NodePort", ", sessionAffinity: ClientIP"));
        assertThat(spec("a").at("/ports/0/nodePort").asInt(0)).isEqualTo(port);

        cluster.edit(ResourceKinds.SERVICE, "a", "/spec/type", JsonNodeFactory.instance.stringNode("ClusterIP"));
        assertThat(spec("a").at("/ports/0").has("nodePort")).isFalse();
        assertThat(spec("a").has("externalTrafficPolicy")).isFalse();
        cluster.apply(
                "{apiVersion: v1, kind: Service, metadata: {name: b}, spec: {type: NodePort, ports: [{port: 80, nodePort: %d}]}}"
                        .formatted(port));

        assertThatThrownBy(() -> cluster.edit(ResourceKinds.SERVICE, "a", "/spec/clusterIP",
                JsonNodeFactory.instance.stringNode("10.96.1.1")))
                        .hasMessage("Invalid value: [\"10.96.1.1\"]: may not change once set");
    }

    @Test
    void headlessAndExternalNamesHaveNoAddress() {
        cluster.apply(service("headless", "ClusterIP", ", clusterIP: None"));
        cluster.apply(
                "{apiVersion: v1, kind: Service, metadata: {name: far}, spec: {type: ExternalName, externalName: example.org}}");

        assertThat(spec("headless").path("clusterIP").asString("")).isEqualTo("None");
        assertThat(spec("far").has("clusterIP")).isFalse();
        assertThat(cluster.all(ResourceKinds.ENDPOINT_SLICE)).singleElement()
                .satisfies(slice -> assertThat(slice.labels()).containsKey("service.kubernetes.io/headless"));
    }

    @Test
    void moreThanAHundredPodsNeedMoreThanOneSliceAndAnAddressStaysWhereItIs() {
        cluster.apply(service("s", "ClusterIP", ""));
        cluster.apply(
                """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: d}
                        spec: {replicas: 130, selector: {matchLabels: {app: s}}, template: {metadata: {labels: {app: s,
                          sidecar.istio.io/inject: "false"}}, spec: {containers: [{name: c, image: "docker.io/istio/pilot:1"}]}}}
                        """);
        List<KubernetesObject> slices = cluster.all(ResourceKinds.ENDPOINT_SLICE);
        assertThat(slices).extracting(slice -> slice.tree().path("endpoints").size()).containsExactlyInAnyOrder(100,
                30);
        assertThat(cluster.get(ResourceKinds.ENDPOINTS, "s").tree().at("/subsets/0/addresses")).hasSize(130);

        String gone = slices.getFirst().tree().at("/endpoints/0/targetRef/name").asString("");
        cluster.delete(gone, 0);
        cluster.pass(Duration.ofSeconds(2));
        assertThat(cluster.all(ResourceKinds.ENDPOINT_SLICE).stream()
                .mapToInt(slice -> slice.tree().path("endpoints").size()).sum()).isEqualTo(130);
        assertThat(cluster.all(ResourceKinds.ENDPOINT_SLICE)).hasSize(2)
                .allMatch(slice -> slice.tree().path("endpoints").valueStream()
                        .noneMatch(endpoint -> endpoint.at("/targetRef/name").asString("").equals(gone)));
    }

    @Test
    void whatAServicePublishesUnreadyOrEndingIsReadyAndDoesNotServe() {
        cluster.apply(service("s", "ClusterIP", ", publishNotReadyAddresses: true"));
        cluster.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, labels: {app: s, sidecar.istio.io/inject: "false"}}
                spec: {containers: [{name: c, image: "echo-server:1", readinessProbe: {tcpSocket: {port: 9}}}]}
                """);
        assertThat(endpoint().toString()).isEqualTo("{\"ready\":true,\"serving\":false,\"terminating\":false}");

        cluster.delete("p", 30);
        assertThat(endpoint().toString()).isEqualTo("{\"ready\":true,\"serving\":false,\"terminating\":true}");
        assertThat(cluster.get(ResourceKinds.ENDPOINTS, "s").tree().at("/subsets/0/addresses")).hasSize(1);
    }

    @Test
    void endpointsThatLostTheirLabelAreStillKept() {
        cluster.apply(service("s", "ClusterIP", ""));
        cluster.store.update(QuietCluster.key(ResourceKinds.ENDPOINTS, "s"), endpoints -> {
            endpoints.withObject("/metadata").remove("labels");
            endpoints.putArray("subsets").addObject().putArray("addresses").addObject().put("ip", "10.9.9.9");
            return endpoints;
        });
        cluster.settle();

        assertThat(cluster.get(ResourceKinds.ENDPOINTS, "s").tree().path("subsets").isEmpty()).isTrue();
        cluster.store.delete(QuietCluster.key(ResourceKinds.SERVICE, "s"));
        cluster.settle();
        assertThat(cluster.has(ResourceKinds.ENDPOINTS, "s")).isFalse();
    }

    @Test
    void aServiceThatIsToHaveNoAddressHearsNothingOfTakenPorts() {
        cluster.apply(service("s", "LoadBalancer", ""));
        cluster.apply(service("t", "LoadBalancer", "").replace("{name: t}",
                "{name: t, annotations: {" + LoadBalancer.ANNOTATION + ": pending}}"));

        assertThat(ingress("t")).isEmpty();
        assertThat(cluster.events("t")).isEmpty();
    }

    @Test
    void aLoadBalancerGetsWhatItsAnnotationSays() {
        cluster.apply(service("s", "LoadBalancer", ""));
        assertThat(ingress("s")).isEqualTo("{\"ip\":\"127.0.0.1\",\"ipMode\":\"VIP\"}");
        assertThat(cluster.events("s")).contains("Normal EnsuringLoadBalancer 1 Ensuring load balancer",
                "Normal EnsuredLoadBalancer 1 Ensured load balancer");

        annotate("hostname");
        assertThat(ingress("s")).isEqualTo("{\"hostname\":\"localhost\"}");
        annotate("pending");
        assertThat(ingress("s")).isEmpty();
        annotate("address");
        assertThat(ingress("s")).isEqualTo("{\"ip\":\"127.0.0.1\",\"ipMode\":\"VIP\"}");

        cluster.edit(ResourceKinds.SERVICE, "s", "/spec/type", JsonNodeFactory.instance.stringNode("ClusterIP"));
        assertThat(ingress("s")).isEmpty();
    }

    @Test
    void aPortOfTheOneAddressBelongsToWhoAskedFirst() {
        cluster.apply(service("s", "LoadBalancer", ""));
        cluster.apply(service("t", "LoadBalancer", ""));
        assertThat(ingress("t")).isEmpty();
        assertThat(cluster.events("t")).containsExactly(
                "Warning SyncLoadBalancerFailed 1 Error syncing load balancer: failed to ensure load balancer: port 8088 of 127.0.0.1 belongs to Service default/s");

        cluster.store.delete(QuietCluster.key(ResourceKinds.SERVICE, "s"));
        cluster.settle();
        assertThat(ingress("t")).isNotEmpty();
    }

    @Test
    void aPortThatIsTakenLaterBelongsToWhoAskedFirst() {
        cluster.apply(service("s", "LoadBalancer", "").replace("port: 8088", "port: 8089"));
        cluster.apply(service("t", "LoadBalancer", ""));
        assertThat(ingress("s")).isNotEmpty();

        cluster.apply(service("s", "LoadBalancer", ""));
        assertThat(ingress("s")).isEmpty();
        assertThat(ingress("t")).isNotEmpty();
        assertThat(cluster.events("s")).anyMatch(event -> event.startsWith("Warning SyncLoadBalancerFailed ")
                && event.endsWith("port 8088 of 127.0.0.1 belongs to Service default/t"));

        cluster.apply(service("s", "LoadBalancer", "").replace("port: 8088", "port: 8089"));
        assertThat(ingress("s")).isNotEmpty();
        cluster.apply(service("t", "LoadBalancer", "").replace("port: 8088", "port: 8090"));
        assertThat(ingress("t")).isNotEmpty();
    }

    @Test
    void podsWhoseNamedPortHasAnotherNumberAreInASliceOfTheirOwn() {
        cluster.apply(service("s", "ClusterIP", "").replace("port: 8088", "port: 8088, targetPort: echo"));
        for (int number : new int[] { 3001, 3002, 3001 }) {
            cluster.apply(
                    """
                            apiVersion: v1
                            kind: Pod
                            metadata: {name: NAME, labels: {app: s, sidecar.istio.io/inject: "false"}}
                            spec: {containers: [{name: c, image: "echo-server:1", ports: [{name: echo, containerPort: NUMBER}]}]}
                            """
                            .replace("NAME", "p" + cluster.pods("p").size())
                            .replace("NUMBER", Integer.toString(number)));
        }

        assertThat(slices()).containsExactlyInAnyOrder("3001: p0 p2", "3002: p1");
        JsonNode subsets = cluster.get(ResourceKinds.ENDPOINTS, "s").tree().path("subsets");
        assertThat(subsets.valueStream()
                .map(subset -> subset.at("/ports/0/port").asInt() + ": "
                        + subset.path("addresses").valueStream()
                                .map(address -> address.at("/targetRef/name").asString()).sorted().toList()))
                                        .containsExactlyInAnyOrder("3001: [p0, p2]", "3002: [p1]");

        cluster.delete("p1", 0);
        assertThat(slices()).containsExactly("3001: p0 p2");
        List<String> names = cluster.all(ResourceKinds.ENDPOINT_SLICE).stream().map(KubernetesObject::name).toList();
        cluster.delete("p0", 0);
        cluster.delete("p2", 0);
        assertThat(slices()).containsExactly("-1: ");
        assertThat(cluster.all(ResourceKinds.ENDPOINT_SLICE)).extracting(KubernetesObject::name).isEqualTo(names);
    }

    private List<String> slices() {
        return cluster.all(ResourceKinds.ENDPOINT_SLICE).stream().map(KubernetesObject::tree)
                .map(slice -> "%s: %s".formatted(slice.at("/ports/0/port").asInt(-1),
                        slice.path("endpoints").valueStream().map(endpoint -> endpoint.at("/targetRef/name").asString())
                                .sorted().collect(Collectors.joining(" "))))
                .toList();
    }

    @Test
    void inAClusterWithoutLoadBalancersTheGatewayStaysPending() {
        try (ControlPlane plane = new ControlPlane(cluster.clock, LoadBalancer.PENDING)) {
            plane.plant();

            assertThat(plane.store().get(new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway"))
                    .at("/status/loadBalancer/ingress").isEmpty()).isTrue();
        }
    }

    @Test
    void theServiceKubernetesLeadsToTheServerAndNoControllerTakesThatAway() {
        ApiServerEndpoints.publish(cluster.store, URI.create("https://127.0.0.1:6443"));
        cluster.settle();

        assertThat(cluster.get(ResourceKinds.ENDPOINTS, "kubernetes").tree().at("/subsets/0/ports/0/port").asInt(0))
                .isEqualTo(6443);
        assertThat(cluster.get(ResourceKinds.ENDPOINT_SLICE, "kubernetes").tree().at("/endpoints/0/addresses/0")
                .asString("")).isEqualTo("127.0.0.1");
    }

    @Test
    void theDemoProfilesGatewayHasItsPortsAndNodePortsAndNo31401() {
        JsonNode ports = cluster.store
                .get(new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway")).at("/spec/ports");

        assertThat(ports.valueStream().map(port -> port.path("port").asInt(0) + ":" + port.path("targetPort").asInt(0)))
                .containsExactly("15021:15021", "80:8080", "443:8443", "31400:31400", "15443:15443");
        assertThat(ports.valueStream().map(port -> port.path("nodePort").asInt(0))).doesNotHaveDuplicates()
                .allMatch(port -> port >= 30_000 && port <= 32_767);
    }

    @Test
    void everyNamespaceHasTheMarkItsAccountAndItsCertificatesAndGetsThemBack() {
        cluster.apply("{apiVersion: v1, kind: Namespace, metadata: {name: mine}}");
        ResourceKey key = QuietCluster.key(ResourceKinds.NAMESPACE, "mine");
        cluster.store.update(key, tree -> {
            tree.withObject("/metadata").putObject("labels");
            return tree;
        });

        assertThat(new KubernetesObject(cluster.store.get(key)).labels()).containsEntry(PracticeMark.LABEL, "true");
        assertThat(cluster.store.find(new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, "mine", "default"))).isPresent();
        ResourceKey certificate = new ResourceKey(ResourceKinds.CONFIG_MAP, "mine", "kube-root-ca.crt");
        cluster.store.delete(certificate);
        cluster.settle();
        assertThat(cluster.store.find(certificate)).isPresent();
    }

    private void annotate(String value) {
        cluster.edit(ResourceKinds.SERVICE, "s", "/metadata/annotations/" + LoadBalancer.ANNOTATION.replace("/", "~1"),
                JsonNodeFactory.instance.stringNode(value));
    }

    private String ingress(String name) {
        return cluster.get(ResourceKinds.SERVICE, name).status().at("/loadBalancer/ingress").valueStream()
                .map(JsonNode::toString).findFirst().orElse("");
    }

    private JsonNode endpoint() {
        return cluster.all(ResourceKinds.ENDPOINT_SLICE).getFirst().tree().at("/endpoints/0/conditions");
    }

    private JsonNode spec(String name) {
        return cluster.get(ResourceKinds.SERVICE, name).spec();
    }

    private static String service(String name, String type, String more) {
        return "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {type: %s, selector: {app: %s}, ports: [{port: 8088}]%s}}"
                .formatted(name, type, name, more);
    }
}
