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
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Real echo servers as pods, and a cluster that can show their logs; nothing between a client and the servers. */
final class EchoingCluster extends LogsOnlyCluster {

    private final Map<String, EchoServer> servers = new HashMap<>();
    private final Map<String, QueuedLog> logs = new ConcurrentHashMap<>();
    final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    PodTarget pod(String name) throws IOException {
        QueuedLog log = new QueuedLog();
        logs.put(name, log);
        EchoServer server = new EchoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerIdentity.fromEnvironment(Map.of("POD_NAME", name)), line -> log.add(Instant.now() + " " + line),
                Clock.systemUTC());
        server.start();
        servers.put(name, server);
        return new PodTarget(new PodName("default", name), name, true, "Running", List.of("tcp-echo-container"),
                "tcp-echo-container", Message.of("proof.noEntry"));
    }

    EntryResolution entryTo(PodTarget pod) {
        EchoServer server = servers.get(pod.name().name());
        if (server == null) {
            throw new IllegalArgumentException(pod.toString());
        }
        return entryTo(server.port());
    }

    static EntryResolution entryTo(int port) {
        return new EntryResolution(EntryResolution.Standing.USABLE,
                Optional.of(
                        new Entry("127.0.0.1", port, Entry.Kind.LOAD_BALANCER_ADDRESS, Message.of("proof.noEntry"))),
                List.of(), Optional.empty());
    }

    static Route route(List<PodTarget> pods, List<PodTarget> others) {
        Destination destination = new Destination("tcp-echo", 3333, Optional.of("v1"), Map.of(), 100, pods, others);
        return new Route(new RouteId("default", "tcp-echo-gateway", 31400),
                new ObjectName("Gateway", "default", "tcp-echo-gateway"), 31400, "TCP", Map.of(), Optional.empty(),
                List.of(destination), List.of());
    }

    @Override
    public LogStream follow(LogRequest request) throws ClusterException {
        String pod = request.pod().name();
        if (unreadable.contains(pod)) {
            throw new ClusterException(ClusterException.Cause.FORBIDDEN,
                    Message.of("proof.logNotOpenInTime", request.pod().toString()));
        }
        QueuedLog log = logs.getOrDefault(pod, new QueuedLog());
        opened.incrementAndGet();
        return log.open(closed::incrementAndGet);
    }

    @Override
    public void close() {
        servers.values().forEach(EchoServer::close);
    }
}
