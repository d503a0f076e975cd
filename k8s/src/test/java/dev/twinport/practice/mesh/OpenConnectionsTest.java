package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which changes end a connection that is open, with drain times that do not try a test's patience. */
class OpenConnectionsTest {

    private static final GatewayPod GATEWAY = new GatewayPod(new ObjectName("istio-system", "gateway"), "10.244.0.2",
            "spiffe://cluster.local/ns/istio-system/sa/default", AccessPolicy.OPEN);
    private static final Sidecar SIDECAR = new Sidecar(new ObjectName("default", "echo"), ServerTls.PERMISSIVE,
            PortProtocol.TCP, true, AccessPolicy.OPEN);

    private final OpenConnections connections = new OpenConnections(
            new DrainTimes(Duration.ofMillis(50), Duration.ofMillis(50)));
    private ServerSocket server;
    private Socket client;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        connections.close();
        client.close();
        server.close();
    }

    @Test
    void anotherClusterEndsIt() throws Exception {
        ProxiedConnection open = open(route("v1", SIDECAR, AccessPolicy.OPEN));

        connections.follow(table(route("v2", SIDECAR, AccessPolicy.OPEN)));

        assertThat(ended(open)).isTrue();
    }

    @Test
    void aListenerThatIsGoneEndsIt() throws Exception {
        ProxiedConnection open = open(route("v1", SIDECAR, AccessPolicy.OPEN));

        connections.follow(new RoutingTable(List.of(), Set.of(), Map.of(), Set.of(GATEWAY.name()), List.of()));

        assertThat(ended(open)).isTrue();
    }

    @Test
    void anotherPolicyOfTheGatewayEndsIt() throws Exception {
        ProxiedConnection open = open(route("v1", SIDECAR, AccessPolicy.OPEN));

        connections.follow(table(route("v1", SIDECAR, new AccessPolicy(List.of(), true))));

        assertThat(ended(open)).isTrue();
    }

    @Test
    void aGatewayPodThatGoesEndsIt() throws Exception {
        PortRoute route = route("v1", SIDECAR, AccessPolicy.OPEN);
        ProxiedConnection open = open(route);
        RoutingTable before = table(route);

        connections.follow(new RoutingTable(before.routes(), Set.of(), before.listeners(), Set.of(), List.of()));

        assertThat(ended(open)).isTrue();
    }

    @Test
    void oneThatWasAcceptedByTheRouteBeforeEndsThoughItIsAddedAfterTheChange() throws Exception {
        connections.follow(table(route("v2", SIDECAR, AccessPolicy.OPEN)));

        ProxiedConnection late = accept(route("v1", SIDECAR, AccessPolicy.OPEN));
        connections.add(late);

        assertThat(ended(late)).isTrue();
    }

    @Test
    void anUnchangedRouteWithoutItsPodsKeepsIt() throws Exception {
        PortRoute route = route("v1", SIDECAR, AccessPolicy.OPEN);
        open(route);
        PortRoute empty = new PortRoute(route.port(), false, 31400, route.service(), route.pods(), route.gateway(),
                PortProtocol.TCP, route.virtualService(),
                List.of(new Destination("outbound|3333|v1|echo", 100, false, UpstreamPolicy.DEFAULT, List.of())));

        connections.follow(table(empty));

        // As long as the others take to end.
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        client.setSoTimeout(1);
        assertThat(connections.size()).isEqualTo(1);
        assertThat(client.isClosed()).isFalse();
        client.getOutputStream().write(1);
    }

    private ProxiedConnection open(PortRoute route) throws IOException {
        ProxiedConnection open = accept(route);
        connections.add(open);
        connections.follow(table(route));
        return open;
    }

    private ProxiedConnection accept(PortRoute route) throws IOException {
        client = new Socket();
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        return new ProxiedConnection(server.accept(), route, (address, port) -> Optional.empty(),
                new Balancer(new Random(1)), (pod, line) -> {
                }, Clock.systemUTC());
    }

    private boolean ended(ProxiedConnection open) throws IOException {
        client.setSoTimeout(10_000);
        assertThat(open.route().gatewayPort()).isEqualTo(31400);
        return client.getInputStream().read() < 0;
    }

    private static RoutingTable table(PortRoute route) {
        return new RoutingTable(List.of(route), Set.of(),
                Map.of(new RoutingTable.Listener(GATEWAY.name(), 31400),
                        FilterChain.of(PortProtocol.TCP, route.destinations(), route.pods().getFirst().policy())),
                Set.of(GATEWAY.name()), List.of());
    }

    private static PortRoute route(String subset, Sidecar sidecar, AccessPolicy policy) {
        GatewayPod gateway = new GatewayPod(GATEWAY.name(), GATEWAY.address(), GATEWAY.principal(), policy);
        Destination destination = new Destination("outbound|3333|" + subset + "|echo", 100, true,
                UpstreamPolicy.DEFAULT, List.of(new Endpoint("10.244.0.5", 3333, "echo", Optional.of(sidecar))));
        return new PortRoute(31400, false, 31400, new ObjectName("istio-system", "gateway"), List.of(gateway),
                new ObjectName("default", "gw"), PortProtocol.TCP, Optional.of(new ObjectName("default", "vs")),
                List.of(destination));
    }
}
