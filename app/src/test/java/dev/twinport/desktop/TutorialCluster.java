package dev.twinport.desktop;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterEvent;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.cluster.QueuedLog;
import dev.twinport.cluster.Scope;
import dev.twinport.echo.EchoServer;
import dev.twinport.echo.ServerIdentity;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The tutorial's objects, with real echo servers as its pods: their ports are the Gateways' ports. */
public final class TutorialCluster implements Cluster {

    private final Map<String, EchoServer> servers = new ConcurrentHashMap<>();
    private final Map<String, QueuedLog> logs = new ConcurrentHashMap<>();
    private final List<Consumer<Inventory>> watchers = new CopyOnWriteArrayList<>();
    private final List<KubernetesObject> objects = new CopyOnWriteArrayList<>();
    private final List<Consumer<Connection>> troubled = new CopyOnWriteArrayList<>();
    private final boolean practice;
    private final FewFaults faults = new FewFaults();
    private volatile boolean closed;

    /** With a version v1, v2 ... behind each of the ports; 0 for any free port. */
    public TutorialCluster(boolean practice, int... ports) throws IOException {
        this.practice = practice;
        objects.add(object("Pod", "istio-ingressgateway-6f8d9b7c5-x2x7k", """
                "labels": {"istio": "ingressgateway"}""", """
                "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}"""));
        objects.add(object("Service", "tcp-echo", "",
                """
                        "spec": {"selector": {"app": "tcp-echo"}, "ports": [{"name": "tcp", "port": 3333, "targetPort": 1025}]}"""));
        List<Integer> listening = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            listening.add(pod("v" + (i + 1), ports[i]));
        }
        StringBuilder exposed = new StringBuilder();
        StringBuilder subsets = new StringBuilder();
        StringBuilder tcp = new StringBuilder();
        StringBuilder gateways = new StringBuilder();
        for (int i = 0; i < ports.length; i++) {
            int port = listening.get(i);
            String comma = i == 0 ? "" : ",";
            String gateway = i == 0 ? "tcp-echo-gateway" : "tcp-echo-gateway-v" + (i + 1);
            objects.add(object("Gateway", gateway, "", """
                    "spec": {"selector": {"istio": "ingressgateway"}, "servers": [{"hosts": ["*"],
                     "port": {"number": %d, "name": "tcp", "protocol": "TCP"}}]}""".formatted(port)));
            exposed.append(comma).append("{\"name\": \"tcp-%d\", \"port\": %d, \"targetPort\": %d, \"nodePort\": %d}"
                    .formatted(i, port, port, port));
            subsets.append(comma)
                    .append("{\"name\": \"v%d\", \"labels\": {\"version\": \"v%d\"}}".formatted(i + 1, i + 1));
            gateways.append(comma).append("\"" + gateway + "\"");
            tcp.append(comma).append("""
                    {"match": [{"port": %d, "gateways": ["%s"]}], "route": [{"destination":
                     {"host": "tcp-echo", "subset": "v%d", "port": {"number": 3333}}}]}""".formatted(port, gateway,
                    i + 1));
        }
        objects.add(object("Service", "istio-ingressgateway", "", """
                "spec": {"type": "LoadBalancer", "selector": {"istio": "ingressgateway"}, "ports": [%s]},
                "status": {"loadBalancer": {"ingress": [{"ip": "127.0.0.1"}]}}""".formatted(exposed)));
        objects.add(object("VirtualService", "tcp-echo", "", """
                "spec": {"hosts": ["*"], "gateways": [%s], "tcp": [%s]}""".formatted(gateways, tcp)));
        objects.add(object("DestinationRule", "tcp-echo", "", """
                "spec": {"host": "tcp-echo", "subsets": [%s]}""".formatted(subsets)));
    }

    /** A namespace without anything. */
    public static TutorialCluster empty() throws IOException {
        TutorialCluster cluster = new TutorialCluster(false);
        cluster.objects.clear();
        return cluster;
    }

    @Override
    public Optional<PracticeFaults> faults() {
        return practice ? Optional.of(faults) : Optional.empty();
    }

    public boolean isClosed() {
        return closed;
    }

    /** The port the server of that version listens on. */
    public int portOf(String version) {
        return servers.get(version).port();
    }

    /** The version's server ends; its port refuses from now on. */
    public void stop(String version) {
        servers.get(version).close();
    }

    /** Takes all objects of a kind out of the cluster. */
    public void delete(String kind) {
        objects.removeIf(object -> object.kind().equals(kind));
        watchers.forEach(watcher -> watcher.accept(inventory()));
    }

    /** The ingress gateway's Service exposes none of the Gateways' ports any more. */
    public void hide() {
        objects.removeIf(object -> object.name().equals("istio-ingressgateway"));
        objects.add(object("Service", "istio-ingressgateway", "", """
                "spec": {"type": "LoadBalancer", "selector": {"istio": "ingressgateway"},
                 "ports": [{"name": "http2", "port": 80, "targetPort": 8080}]},
                "status": {"loadBalancer": {"ingress": [{"ip": "127.0.0.1"}]}}"""));
        watchers.forEach(watcher -> watcher.accept(inventory()));
    }

    /** A line in the log of that version's pod. */
    public void log(String version, String line) {
        logs.get(podName(version)).add(Instant.now() + " " + line);
    }

    public void loseConnection(Message why) {
        troubled.forEach(told -> told.accept(Connection.lost(why)));
    }

    @Override
    public ClusterName name() {
        return new ClusterName(practice ? "twinport-practice" : "production", "default", practice);
    }

    @Override
    public Inventory read(Scope scope) {
        return inventory();
    }

    @Override
    public Subscription watch(Scope scope, Consumer<Inventory> listener, Consumer<Connection> trouble) {
        watchers.add(listener);
        troubled.add(trouble);
        listener.accept(inventory());
        return () -> watchers.remove(listener);
    }

    @Override
    public LogStream follow(LogRequest request) throws ClusterException {
        QueuedLog log = logs.get(request.pod().name());
        if (log == null) {
            throw new ClusterException(ClusterException.Cause.FORBIDDEN, Message.of("proof.noPodToWatch"));
        }
        return log.open(() -> {
        });
    }

    @Override
    public void tell(ClusterEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<KubernetesObject> apply(List<KubernetesObject> applied, String namespace) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
        servers.values().forEach(EchoServer::close);
    }

    private Inventory inventory() {
        return new Inventory(objects, Map.of());
    }

    public static String podName(String version) {
        return "tcp-echo-" + version + "-7c775f57c9-frprp";
    }

    private int pod(String version, int port) throws IOException {
        String name = podName(version);
        QueuedLog log = new QueuedLog();
        logs.put(name, log);
        EchoServer server = new EchoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                ServerIdentity.fromEnvironment(Map.of("NODE_NAME", "practice-node", "POD_NAME", name, "POD_NAMESPACE",
                        "default", "POD_IP", "10.244.0." + version.substring(1), "SERVICE_ACCOUNT", "default")),
                line -> log.add(Instant.now() + " " + line), Clock.systemUTC());
        server.start();
        servers.put(version, server);
        objects.add(object("Pod", name, """
                "uid": "%s", "labels": {"app": "tcp-echo", "version": "%s"}""".formatted(name, version), """
                "spec": {"containers": [{"name": "tcp-echo-container", "ports": [{"containerPort": 1025}]},
                 {"name": "istio-proxy"}]},
                "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}"""));
        return server.port();
    }

    private static KubernetesObject object(String kind, String name, String metadata, String content) {
        String json = """
                {"apiVersion": "%s", "kind": "%s", "metadata": {"namespace": "default", "name": "%s"%s}, %s}"""
                .formatted(List.of("Pod", "Service").contains(kind) ? "v1" : "networking.istio.io/v1", kind, name,
                        metadata.isEmpty() ? "" : ", " + metadata, content);
        @SuppressWarnings("unchecked")
        Map<String, Object> read = tools.jackson.databind.json.JsonMapper.shared().readValue(json, Map.class);
        return new KubernetesObject(read);
    }
}
