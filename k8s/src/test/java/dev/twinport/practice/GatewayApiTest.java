package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.gatewayapi.GatewayApi;
import dev.twinport.practice.gatewayapi.GatewayApiKinds;
import dev.twinport.practice.gatewayapi.IstioObjects;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gateways and TCPRoutes of the Gateway API; the messages are those of a real Istio for the same objects. */
class GatewayApiTest {

    private final ControlPlane plane = new ControlPlane(Clock.systemUTC());
    private final Store store = plane.store();
    private int port;

    @BeforeEach
    void start() throws IOException {
        GatewayApiKinds.ALL.stream().filter(kind -> store.kinds().current(kind).isEmpty()).forEach(store.kinds()::put);
        plane.start();
        for (Manifest manifest : Manifests.read().all()) {
            if (!manifest.text().contains("kind: Gateway") && !manifest.text().contains("kind: VirtualService")) {
                Objects.apply(store, manifest.text());
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void aGatewayIsDeployedAndItsRouteLeadsToThePods() throws Exception {
        create(GatewayApiKinds.GATEWAY, "default", gateway("{name: tcp, port: %d, protocol: TCP}".formatted(port)));
        create(GatewayApiKinds.TCP_ROUTE, "default", route("r", "tcp-echo", "sectionName: tcp"));

        await().ignoreExceptions().untilAsserted(() -> {
            try (TcpClient client = new TcpClient(port)) {
                assertThat(client.pod()).startsWith("tcp-echo-v");
            }
        });
        await().untilAsserted(() -> assertThat(conditions(gatewayStatus())).contains(
                "Accepted True Accepted Resource accepted",
                "Programmed True Programmed Resource programmed, assigned to service(s) echo-istio.default.svc.cluster.local:%d"
                        .formatted(port)));
        assertThat(gatewayStatus().at("/addresses/0").toString())
                .isEqualTo("{\"type\":\"IPAddress\",\"value\":\"127.0.0.1\"}");
        assertThat(gatewayStatus().at("/listeners/0/attachedRoutes").asInt(0)).isEqualTo(1);
        assertThat(store.find(new ResourceKey(ResourceKinds.DEPLOYMENT, "default", "echo-istio"))).isPresent();
        assertThat(routeStatus("r")).isEqualTo(
                "Accepted True Accepted Route was valid\nResolvedRefs True ResolvedRefs All references resolved");
    }

    @Test
    void aRouteThatGoesTakesItsPortWithItThoughNothingElseChanges() throws Exception {
        create(GatewayApiKinds.GATEWAY, "default", gateway("{name: tcp, port: %d, protocol: TCP}".formatted(port)));
        create(GatewayApiKinds.TCP_ROUTE, "default", route("r", "tcp-echo", "sectionName: tcp"));
        await().ignoreExceptions().untilAsserted(() -> {
            try (TcpClient client = new TcpClient(port)) {
                assertThat(client.pod()).startsWith("tcp-echo-v");
            }
        });
        assertThat(plane.awaitRest(Duration.ofSeconds(10))).isTrue();

        store.delete(new ResourceKey(GatewayApiKinds.TCP_ROUTE, "default", "r"));

        await().untilAsserted(
                () -> assertThatThrownBy(() -> new TcpClient(port).close()).isInstanceOf(ConnectException.class));
    }

    @Test
    void aSectionThatIsNotThereRefusesTheRouteAndTheConnections() {
        create(GatewayApiKinds.GATEWAY, "default", gateway("{name: tcp, port: %d, protocol: TCP}".formatted(port)));
        create(GatewayApiKinds.TCP_ROUTE, "default", route("r", "tcp-echo", "sectionName: tcp-v2"));

        await().untilAsserted(() -> assertThat(routeStatus("r"))
                .startsWith("Accepted False NoMatchingParent sectionName \"tcp-v2\" not found\n"));
        assertThatThrownBy(() -> new TcpClient(port).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aBackendThatIsNotThereIsSaidAndClosesConnections() {
        create(GatewayApiKinds.GATEWAY, "default", gateway("{name: tcp, port: %d, protocol: TCP}".formatted(port)));
        create(GatewayApiKinds.TCP_ROUTE, "default", route("r", "nothing", "sectionName: tcp"));

        await().untilAsserted(() -> assertThat(routeStatus("r")).isEqualTo("Accepted True Accepted Route was valid\n"
                + "ResolvedRefs False BackendNotFound backend(nothing.default.svc.cluster.local) not found"));
        await().ignoreExceptions().untilAsserted(() -> {
            try (TcpClient client = new TcpClient(port)) {
                assertThat(client.rest()).isEmpty();
            }
        });
    }

    @Test
    void anotherNamespacesRouteNeedsTheListenersLeaveAndAGrant() {
        create(GatewayApiKinds.GATEWAY, "default", gateway(
                "{name: same, port: %d, protocol: TCP}, {name: all, port: %d, protocol: TCP, allowedRoutes: {namespaces: {from: All}}}"
                        .formatted(port, port + 1)));
        create(GatewayApiKinds.TCP_ROUTE, "kube-system",
                route("same", "tcp-echo, namespace: default", "namespace: default, sectionName: same"));
        create(GatewayApiKinds.TCP_ROUTE, "kube-system",
                route("all", "tcp-echo, namespace: default", "namespace: default, sectionName: all"));

        await().untilAsserted(() -> assertThat(routeStatus("kube-system", "same")).startsWith(
                "Accepted False NotAllowedByListeners hostnames matched parent hostname \"\", but namespace \"kube-system\" is not allowed by the parent"));
        assertThat(routeStatus("kube-system", "all")).isEqualTo(
                "Accepted True Accepted Route was valid\nResolvedRefs False RefNotPermitted backendRef tcp-echo/default not accessible to a TCPRoute in namespace \"kube-system\" (missing a ReferenceGrant?)");
        create(GatewayApiKinds.REFERENCE_GRANT, "default", """
                metadata: {name: grant}
                spec:
                  from: [{group: gateway.networking.k8s.io, kind: TCPRoute, namespace: kube-system}]
                  to: [{group: "", kind: Service}]
                """);
        await().untilAsserted(() -> assertThat(routeStatus("kube-system", "all"))
                .endsWith("ResolvedRefs True ResolvedRefs All references resolved"));
    }

    @Test
    void aGatewayThatNamesAServiceIsOfItsPodsAndNothingIsDeployed() throws Exception {
        create(GatewayApiKinds.GATEWAY, "istio-system",
                """
                        metadata: {name: echo}
                        spec:
                          gatewayClassName: istio
                          addresses: [{type: Hostname, value: istio-ingressgateway.istio-system.svc.cluster.local}]
                          listeners: [{name: tcp, port: 31400, protocol: TCP, allowedRoutes: {namespaces: {from: All}}}, {name: other, port: 31999, protocol: TCP}]
                        """);
        create(GatewayApiKinds.TCP_ROUTE, "default",
                route("r", "tcp-echo", "namespace: istio-system, sectionName: tcp"));

        await().untilAsserted(() -> assertThat(conditions(gatewayStatus("istio-system")))
                .contains("Programmed False AddressNotUsable "
                        + "Assigned to service(s) istio-ingressgateway.istio-system.svc.cluster.local:31400, but failed to assign to all "
                        + "requested addresses: port 31999 not found for hostname \"istio-ingressgateway.istio-system.svc.cluster.local\""));
        await().ignoreExceptions().untilAsserted(() -> {
            int open = store.get(new ResourceKey(ResourceKinds.SERVICE, "istio-system", "istio-ingressgateway"))
                    .at("/spec/ports").valueStream().filter(entry -> entry.path("targetPort").asInt(0) == 31400)
                    .mapToInt(entry -> entry.path("port").asInt(0)).findFirst().orElseThrow();
            try (TcpClient client = new TcpClient(open)) {
                assertThat(client.pod()).startsWith("tcp-echo-v");
            }
        });
        assertThat(store.find(new ResourceKey(ResourceKinds.DEPLOYMENT, "default", "echo-istio"))).isEmpty();
    }

    @Test
    void aGatewayThatNamesAServiceOfAnotherNamespaceIsOfNoPods() throws Exception {
        create(GatewayApiKinds.GATEWAY, "default", """
                metadata: {name: echo}
                spec:
                  gatewayClassName: istio
                  addresses: [{type: Hostname, value: istio-ingressgateway.istio-system.svc.cluster.local}]
                  listeners: [{name: tcp, port: 31400, protocol: TCP}]
                """);
        create(GatewayApiKinds.TCP_ROUTE, "default", route("r", "tcp-echo", "sectionName: tcp"));
        await().untilAsserted(
                () -> assertThat(conditions(gatewayStatus())).contains("Programmed False AddressNotUsable "
                        + "Failed to assign to any requested addresses: hostname \"istio-ingressgateway.istio-system.svc.cluster.local\" "
                        + "not found in namespace \"default\", but it was found in namespace(s) \"istio-system\""));
        assertThat(IstioObjects.of(GatewayApi.of(store)).gateways()).singleElement()
                .satisfies(gateway -> assertThat(gateway.spec().path("services")).isEmpty());
    }

    @Test
    void theTwoClassesAreThereAndAccepted() {
        assertThat(store.list(GatewayApiKinds.GATEWAY_CLASS, "").objects())
                .extracting(found -> found.at("/metadata/name").asString(""))
                .containsExactlyInAnyOrder("istio", "istio-remote");
        assertThat(store.list(GatewayApiKinds.GATEWAY_CLASS, "").objects())
                .allSatisfy(found -> assertThat(conditions(found.path("status")))
                        .isEqualTo("Accepted True Accepted Handled by Istio controller"));
    }

    private void create(ResourceKind kind, String namespace, String yaml) {
        ResourceKind served = store.kinds().current(kind).orElseThrow();
        ObjectNode object = Objects.parse(yaml).getFirst().put("apiVersion", served.apiVersion()).put("kind",
                served.kind());
        object.withObject("/metadata").put("namespace", namespace);
        store.create(new ResourceKey(served, namespace, object.at("/metadata/name").asString("")), object);
    }

    private static String gateway(String listeners) {
        return "metadata: {name: echo}\nspec: {gatewayClassName: istio, listeners: [" + listeners + "]}\n";
    }

    private static String route(String name, String backend, String parent) {
        return "metadata: {name: %s}\nspec:\n  parentRefs: [{name: echo, %s}]\n  rules: [{backendRefs: [{name: %s, port: 3333}]}]\n"
                .formatted(name, parent, backend);
    }

    private JsonNode gatewayStatus() {
        return gatewayStatus("default");
    }

    private JsonNode gatewayStatus(String namespace) {
        return store.get(new ResourceKey(GatewayApiKinds.GATEWAY, namespace, "echo")).path("status");
    }

    private String routeStatus(String name) {
        return routeStatus("default", name);
    }

    private String routeStatus(String namespace, String name) {
        return conditions(
                store.get(new ResourceKey(GatewayApiKinds.TCP_ROUTE, namespace, name)).at("/status/parents/0"));
    }

    private static String conditions(JsonNode status) {
        return status.path("conditions").valueStream()
                .map(condition -> "%s %s %s %s".formatted(condition.path("type").asString(""),
                        condition.path("status").asString(""), condition.path("reason").asString(""),
                        condition.path("message").asString("")))
                .collect(Collectors.joining("\n"));
    }
}
