package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.message.Wording;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the Gateway API is read from clusters that have it, in this version or that, and from those that do not. */
class GatewayApiReadingTest {

    private static final String API = "/apis/gateway.networking.k8s.io";
    private static final String MISSING = "{\"kind\":\"Status\",\"message\":\"the server could not find it\"}";

    @TempDir
    Path folder;
    private final Map<String, String> lists = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile CountDownLatch together = new CountDownLatch(0);
    private volatile String forbidden = "nothing";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        List.of("gateways", "virtualservices", "destinationrules")
                .forEach(kind -> lists.put("/apis/networking.istio.io/v1/" + kind, ""));
        List.of("services", "pods", "nodes", "namespaces").forEach(kind -> lists.put("/api/v1/" + kind, ""));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void aClusterWithoutTheGatewayApiLacksNothing() throws Exception {
        Inventory inventory = read(Scope.ALL);

        assertThat(inventory.unreadable()).isEmpty();
        assertThat(asked).noneMatch(path -> path.startsWith(API) && path.contains("/namespaces/"));
    }

    @Test
    void tcpRoutesAreReadInTheOlderVersionWhereThereIsNoOther() throws Exception {
        serve("v1alpha2/tcproutes", object("default", "old", ""));

        assertThat(read(Scope.ALL).of("TCPRoute")).extracting(KubernetesObject::name).containsExactly("old");
    }

    @Test
    void tcpRoutesThatAreServedInBothVersionsAreReadInTheNewer() throws Exception {
        serve("v1/tcproutes", object("default", "new", ""));
        serve("v1alpha2/tcproutes", object("default", "old", ""));

        assertThat(read(Scope.ALL).of("TCPRoute")).extracting(KubernetesObject::name).containsExactly("new");
    }

    @Test
    void theTwoKindsOfGatewayAreToldApart() throws Exception {
        lists.put("/apis/networking.istio.io/v1/gateways", object("default", "one", ""));
        serve("v1/gateways", object("default", "one", ""));

        Inventory inventory = read(Scope.ALL);

        assertThat(inventory.of("Gateway")).hasSize(2).filteredOn(GatewayKind.GATEWAY_API::is).singleElement()
                .satisfies(gateway -> assertThat(gateway.apiVersion()).isEqualTo("gateway.networking.k8s.io/v1"));
    }

    @Test
    void aMissingRightIsNamedPerKind() throws Exception {
        forbidden = API;

        Inventory inventory = read(Scope.ALL);

        assertThat(inventory.unreadable()).containsOnlyKeys("GatewayClass", GatewayKind.GATEWAY_API.key(), "TCPRoute",
                "ReferenceGrant");
        assertThat(new Wording(Wording.ENGLISH).say(inventory.unread("TCPRoute").orElseThrow()))
                .isEqualTo("No right to list tcproutes.gateway.networking.k8s.io in the whole cluster.");
    }

    @Test
    void ofANamespaceOnlyItsTcpRoutesAreReadAndOfOtherGatewaysThoseTheyName() throws Exception {
        lists.put("/api/v1/namespaces/shop", "");
        lists.put("/apis/networking.istio.io/v1/namespaces/shop/virtualservices", "");
        serve("v1/namespaces/shop/tcproutes", object("shop", "route",
                ",\"spec\":{\"parentRefs\":[{\"name\":\"edge\",\"namespace\":\"edge\"},{\"name\":\"own\"}]}"));
        serve("v1/gateways", String.join(",", object("edge", "edge", ""), object("edge", "other", ""),
                object("shop", "own", ""), object("shop", "idle", "")));

        Inventory inventory = read(Scope.of("shop"));

        assertThat(inventory.of("TCPRoute")).hasSize(1);
        assertThat(inventory.of("Gateway")).extracting(gateway -> gateway.objectName().path())
                .containsExactly("edge/edge", "shop/idle", "shop/own");
        assertThat(inventory.unread("TCPRoute", "shop")).isEmpty();
        assertThat(inventory.unread("TCPRoute", "default")).isPresent();
    }

    /** No answer is given before all has been asked for: one that waited for another would wait forever. */
    @Test
    void nothingIsAskedForOnlyAfterSomethingElseWasAnswered() throws Exception {
        together = new CountDownLatch(12);

        read(Scope.ALL);

        assertThat(asked).hasSize(12).doesNotHaveDuplicates();
    }

    private void serve(String path, String items) {
        lists.put(API + "/" + path, items);
    }

    private static String object(String namespace, String name, String more) {
        return "{\"metadata\":{\"namespace\":\"%s\",\"name\":\"%s\"}%s}".formatted(namespace, name, more);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        together.countDown();
        try {
            if (!together.await(30, TimeUnit.SECONDS)) {
                send(exchange, 500, "{\"message\":\"not all was asked for: " + asked + "\"}");
            } else if (path.startsWith(forbidden)) {
                send(exchange, 403, "{\"kind\":\"Status\",\"message\":\"forbidden\"}");
            } else if (lists.containsKey(path)) {
                send(exchange, 200, "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + lists.get(path) + "]}");
            } else {
                send(exchange, 404, MISSING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Inventory read(Scope scope) throws Exception {
        Path file = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: there
                clusters: [{name: there, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: me, user: {token: "t"}}]
                contexts: [{name: there, context: {cluster: there, user: me}}]
                """.formatted(server.getAddress().getPort()));
        try (Cluster cluster = Fabric8Cluster
                .open(new KubeconfigChoice(Optional.of(file), Optional.empty(), Optional.empty()), _ -> {
                })) {
            return cluster.read(scope);
        }
    }
}
