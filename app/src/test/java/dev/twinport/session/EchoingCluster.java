package dev.twinport.session;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.LogsOnlyCluster;
import dev.twinport.cluster.QueuedLog;
import dev.twinport.echo.EchoServer;
import dev.twinport.echo.ServerIdentity;
import dev.twinport.entry.Entry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.message.Message;
import dev.twinport.route.Destination;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Real echo servers as pods, and a cluster that can show their logs; nothing between a client and the servers. */
public class EchoingCluster extends LogsOnlyCluster {

    private final List<AutoCloseable> servers = new ArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, QueuedLog> logs = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
    /** The pods whose logs may not be read. */
    public final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    /** A pod with the tutorial's server. */
    PodTarget pod(String name) throws IOException {
        EchoServer server = new EchoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerIdentity.fromEnvironment(Map.of("POD_NAME", name)), logOf(name)::accept, Clock.systemUTC());
        server.start();
        return pod(name, server.port(), server);
    }

    /** A pod with a server that does what Istio's sample does. */
    PodTarget istioPod(String name, String prefix) throws IOException {
        LineServer server = LineServer.ofIstiosSample(prefix, logOf(name));
        return pod(name, server.port(), server);
    }

    /** A pod with a server that sends every line back, and logs it in a form of its own. */
    PodTarget plainPod(String name, UnaryOperator<String> log) throws IOException {
        Consumer<String> to = logOf(name);
        LineServer server = new LineServer(line -> {
            to.accept(log.apply(line));
            return line;
        });
        return pod(name, server.port(), server);
    }

    /** Calls the listener with each line the pod logs from now on, before it can be read. */
    void onLine(String pod, Consumer<String> listener) {
        listeners.put(pod, listener);
    }

    /** Writes lines into the pod's log that are not its server's, without telling the listener. */
    void flood(String pod, int lines) {
        QueuedLog log = logs.computeIfAbsent(pod, _ -> new QueuedLog());
        for (int i = 0; i < lines; i++) {
            log.add("2026-11-24T18:00:00.000000001Z level=info number=" + i);
        }
    }

    /** Sends the text to the pod's server past every route, and waits until it has come back. */
    void say(String pod, String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(pod))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's entries, each with the kubelet's stamp on every line of it. */
    private Consumer<String> logOf(String pod) {
        QueuedLog log = logs.computeIfAbsent(pod, _ -> new QueuedLog());
        return entry -> {
            listeners.getOrDefault(pod, _ -> {
            }).accept(entry);
            List.of(entry.split("\n", -1)).forEach(line -> log.add(Instant.now() + " " + line));
        };
    }

    private PodTarget pod(String name, int port, AutoCloseable server) {
        ports.put(name, port);
        servers.add(server);
        return new PodTarget(new PodName("default", name), name, true, "Running", List.of("tcp-echo-container"),
                "tcp-echo-container", Message.of("proof.noEntry"));
    }

    private int port(String pod) {
        return Objects.requireNonNull(ports.get(pod), pod);
    }

    EntryResolution entryTo(PodTarget pod) {
        return entryTo(port(pod.name().name()));
    }

    static EntryResolution entryTo(int port) {
        return new EntryResolution(EntryResolution.Standing.USABLE,
                Optional.of(
                        new Entry("127.0.0.1", port, Entry.Kind.LOAD_BALANCER_ADDRESS, Message.of("proof.noEntry"))),
                List.of(), Optional.empty());
    }

    static Route route(List<PodTarget> pods, List<PodTarget> others) {
        Destination destination = new Destination("tcp-echo", 3333, Optional.of("v1"), Map.of(), 100, pods, others);
        return new Route(new RouteId(GatewayKind.ISTIO, "default", "tcp-echo-gateway", 31400),
                new ObjectName("Gateway", "default", "tcp-echo-gateway"), 31400, "TCP",
                new GatewayPods.Labelled(Map.of()), Optional.empty(), List.of(destination), List.of());
    }

    @Override
    public LogStream follow(LogRequest request) throws ClusterException {
        String pod = request.pod().name();
        if (unreadable.contains(pod)) {
            throw new ClusterException(ClusterException.Cause.FORBIDDEN,
                    Message.of("cluster.forbidden", "get", "pods/log", request.pod().namespace()));
        }
        QueuedLog log = logs.getOrDefault(pod, new QueuedLog());
        opened.incrementAndGet();
        return log.open(closed::incrementAndGet);
    }

    @Override
    public void close() {
        for (AutoCloseable server : servers) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
