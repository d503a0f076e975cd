package dev.twinport.session;

import dev.twinport.cluster.Connection;
import dev.twinport.cluster.Scope;
import dev.twinport.entry.Entry;
import dev.twinport.flow.Subscription;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.PodTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Echo servers behind a gateway whose objects the test sets: one Gateway, port and Service for each version of one
 * server. What the gateway does and what the objects say can be set apart.
 */
public final class EchoingMesh extends EchoingCluster {

    private final Map<String, PodTarget> pods = new ConcurrentHashMap<>();
    private final Map<String, ServerSocket> ports = new LinkedHashMap<>();
    private final Map<String, List<String>> leadsTo = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> weights = new ConcurrentHashMap<>();
    private final List<Consumer<Inventory>> watchers = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private List<String> shown = List.of();
    /** Connections that are open at the gateway, the most there were at once, and all there were. */
    public final AtomicInteger underWay = new AtomicInteger();
    public final AtomicInteger most = new AtomicInteger();
    public final AtomicInteger connections = new AtomicInteger();

    /** A pod {@code version}, and a gateway port that leads to it; the port's number. */
    public int route(String version) throws IOException {
        pods.put(version, pod(version));
        leadsTo.put(version, List.of(version));
        ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ports.put(version, port);
        Thread.ofVirtual().start(() -> accept(version, port));
        show(ports.keySet());
        return port.getLocalPort();
    }

    /** What the objects say from now on: the routes of these versions. */
    public void show(Iterable<String> versions) {
        List<String> now = new ArrayList<>();
        versions.forEach(now::add);
        shown = now;
        List.copyOf(watchers).forEach(watcher -> watcher.accept(inventory()));
    }

    /** Where the gateway sends connections from now on, one after the other, whatever the objects say; nowhere. */
    public void lead(String port, String... versions) {
        leadsTo.put(port, List.of(versions));
    }

    /** What share of a port's connections the objects give to another version, in percent. */
    public void weigh(String version, String other, int percent) {
        weights.put(version, Map.of(version, 100 - percent, other, percent));
        show(shown);
    }

    /** Holds every new connection at the gateway, until the latch is down. */
    public void hold(CountDownLatch latch) {
        gate = latch;
    }

    @Override
    public Inventory read(Scope scope) {
        return inventory();
    }

    @Override
    public Subscription watch(Scope scope, Consumer<Inventory> listener, Consumer<Connection> trouble) {
        listener.accept(inventory());
        watchers.add(listener);
        return () -> watchers.remove(listener);
    }

    /** Whoever opened it is done with it; it can be opened again. */
    @Override
    public void close() {
        // The test ends it.
    }

    /** Ends it. */
    public void stop() {
        super.close();
        for (ServerSocket port : ports.values()) {
            try {
                port.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept(String version, ServerSocket port) {
        while (true) {
            try {
                Socket client = port.accept();
                int connection = connections.getAndIncrement();
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                Thread.ofVirtual().start(() -> serve(version, connection, client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(String version, int connection, Socket client) {
        try (client;
                Socket server = new Socket()) {
            gate.await();
            List<String> targets = leadsTo.getOrDefault(version, List.of());
            @Nullable
            PodTarget pod = targets.isEmpty() ? null : pods.get(targets.get(connection % targets.size()));
            if (pod == null) {
                return;
            }
            Entry entry = entryTo(pod).entry().orElseThrow();
            server.connect(new InetSocketAddress(entry.host(), entry.port()));
            Thread back = Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
            back.join();
        } catch (IOException | InterruptedException _) {
            // The connection is over.
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException _) {
            // The connection is over.
        }
    }

    private Inventory inventory() {
        List<KubernetesObject> objects = new ArrayList<>();
        List<Map<String, Object>> gatewayPorts = new ArrayList<>();
        List<Map<String, Object>> subsets = new ArrayList<>();
        for (String version : ports.keySet()) {
            int port = port(version);
            gatewayPorts.add(Map.of("name", "tcp-" + version, "port", port, "targetPort", port));
            subsets.add(Map.of("name", version, "labels", Map.of("version", version)));
            objects.add(podObject(version));
        }
        for (String version : shown) {
            objects.add(object("Gateway", "default", version,
                    Map.of("selector", Map.of("istio", "ingressgateway"), "servers",
                            List.of(Map.of("port", Map.of("number", port(version), "name", "tcp", "protocol", "TCP"),
                                    "hosts", List.of("*"))))));
            objects.add(object("VirtualService", "default", version, Map.of("hosts", List.of("*"), "gateways",
                    List.of(version), "tcp",
                    List.of(Map.of("match", List.of(Map.of("port", port(version))), "route", destinations(version))))));
        }
        objects.add(object("DestinationRule", "default", "echo", Map.of("host", "echo", "subsets", subsets)));
        objects.add(object("Service", "default", "echo",
                Map.of("selector", Map.of("app", "echo"), "ports", List.of(Map.of("port", 3333)))));
        objects.add(new KubernetesObject(
                Map.of("kind", "Service", "metadata", Map.of("namespace", "istio-system", "name", "gateway"), "spec",
                        Map.of("type", "LoadBalancer", "selector", Map.of("istio", "ingressgateway"), "ports",
                                gatewayPorts),
                        "status", Map.of("loadBalancer", Map.of("ingress", List.of(Map.of("ip", "127.0.0.1")))))));
        objects.add(new KubernetesObject(Map.of("apiVersion", "v1", "kind", "Pod", "metadata",
                Map.of("namespace", "istio-system", "name", "gateway", "uid", "gateway", "labels",
                        Map.of("istio", "ingressgateway")),
                "spec", Map.of("containers", List.of(Map.of("name", "istio-proxy"))), "status", running())));
        return new Inventory(objects, Map.of());
    }

    private List<Map<String, Object>> destinations(String version) {
        return weights.getOrDefault(version, Map.of(version, 100)).entrySet().stream()
                .map(share -> Map.<String, Object> of("weight", share.getValue(), "destination",
                        Map.of("host", "echo", "subset", share.getKey(), "port", Map.of("number", 3333))))
                .toList();
    }

    private int port(String version) {
        ServerSocket port = ports.get(version);
        if (port == null) {
            throw new IllegalArgumentException(version);
        }
        return port.getLocalPort();
    }

    private static KubernetesObject podObject(String version) {
        return new KubernetesObject(Map.of("apiVersion", "v1", "kind", "Pod", "metadata",
                Map.of("namespace", "default", "name", version, "uid", version, "labels",
                        Map.of("app", "echo", "version", version)),
                "spec", Map.of("containers", List.of(Map.of("name", "tcp-echo-container"))), "status", running()));
    }

    private static Map<String, Object> running() {
        return Map.of("phase", "Running", "conditions", List.of(Map.of("type", "Ready", "status", "True")));
    }

    private static KubernetesObject object(String kind, String namespace, String name, Map<String, Object> spec) {
        String version = kind.equals("Service") ? "v1" : "networking.istio.io/v1";
        return new KubernetesObject(Map.of("apiVersion", version, "kind", kind, "metadata",
                Map.of("namespace", namespace, "name", name), "spec", spec));
    }
}
