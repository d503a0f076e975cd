package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterEvent;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.Scope;
import dev.twinport.cluster.Vantage;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The cluster a kubeconfig, or a pod's ServiceAccount, leads to. */
public final class Fabric8Cluster implements Cluster {

    private static final String FIELD_MANAGER = "twinport";

    private final ClusterName name;
    private final Vantage vantage;
    private final ApiServer server;
    private final Resources resources;

    private Fabric8Cluster(ClusterName name, Vantage vantage, ApiServer server) {
        this.name = name;
        this.vantage = vantage;
        this.server = server;
        this.resources = new Resources(server);
    }

    /**
     * The cluster chosen. Reads the kubeconfig and runs its credential plugin, if it has one, which {@code progress} is
     * told and which may take a minute; nothing is asked of the cluster yet.
     *
     * @throws ClusterException
     *             when the kubeconfig cannot be used
     */
    public static Fabric8Cluster open(KubeconfigChoice choice, Consumer<Message> progress) throws ClusterException {
        return open(choice, false, progress);
    }

    /** The embedded practice cluster, which is said wherever it is named. */
    public static Fabric8Cluster openPractice(KubeconfigChoice choice) throws ClusterException {
        return open(choice, true, _ -> {
        });
    }

    private static Fabric8Cluster open(KubeconfigChoice choice, boolean practice, Consumer<Message> progress)
            throws ClusterException {
        return open(Kubeconfig.read(choice.file()), choice, practice, progress);
    }

    static Fabric8Cluster open(Kubeconfig kubeconfig, KubeconfigChoice choice, boolean practice,
            Consumer<Message> progress) throws ClusterException {
        Kubeconfig.Context context = kubeconfig.context(choice);
        ClusterName name = new ClusterName(context.name(), choice.namespace().orElse(context.namespace()), practice);
        Config config = kubeconfig.config(context, progress);
        try {
            return new Fabric8Cluster(name, kubeconfig.isOfOwnPod() ? Vantage.INSIDE : Vantage.OUTSIDE,
                    new ApiServer(config));
        } catch (RuntimeException | GeneralSecurityException | IOException _) {
            // Certificates are read only now, and what the library says of them may quote them.
            throw Failures.of(Cause.KUBECONFIG_UNREADABLE, "cluster.contextUnusable", context.name());
        }
    }

    @Override
    public ClusterName name() {
        return name;
    }

    @Override
    public Vantage vantage() {
        return vantage;
    }

    @Override
    public Optional<String> serverVersion() {
        try {
            return server.get(new Request("/version", "get", "version", Optional.empty())).text("gitVersion");
        } catch (ClusterException _) {
            // It is told beside results, and is no reason to have none.
            return Optional.empty();
        }
    }

    @Override
    public Inventory read(Scope scope) throws ClusterException {
        return Survey.of(readAll(scope), scope);
    }

    @Override
    public Subscription watch(Scope scope, Consumer<Inventory> listener, Consumer<Connection> trouble)
            throws ClusterException {
        List<Listing> first = readAll(scope);
        ClusterWatch watch = new ClusterWatch(server, reader(scope), scope, first, listener, trouble);
        watch.start();
        return watch;
    }

    @Override
    public LogStream follow(LogRequest request) throws ClusterException {
        String pod = request.pod().name();
        Request log = new Request(
                "/api/v1/namespaces/" + request.pod().namespace() + "/pods/" + pod
                        + "/log?follow=true&timestamps=true&container=" + Request.query(request.container()),
                "get", "pods/log", Optional.of(request.pod().namespace()));
        if (request.since().isPresent()) {
            log = log.with(
                    "sinceTime=" + Request.query(request.since().get().truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        if (request.tail().isPresent()) {
            log = log.with("tailLines=" + request.tail().get());
        }
        return new FollowedLog(server, server.stream(log));
    }

    @Override
    public List<KubernetesObject> apply(List<KubernetesObject> objects, String namespace) throws ClusterException {
        List<KubernetesObject> applied = new ArrayList<>();
        for (KubernetesObject object : objects) {
            Request request = resources.patch(object, namespace).with("fieldManager=" + FIELD_MANAGER + "&force=false");
            applied.add(server.apply(request, object));
        }
        return applied;
    }

    @Override
    public void tell(ClusterEvent event) throws ClusterException {
        new ToldEvents(server, System.getenv().getOrDefault("HOSTNAME", FIELD_MANAGER)).tell(event);
    }

    @Override
    public Map<String, Long> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        server.close();
    }

    private KindReader reader(Scope scope) {
        return new KindReader(server, scope, name.namespace(), resources.istioVersion());
    }

    private List<Listing> readAll(Scope scope) throws ClusterException {
        CompletableFuture<Scope> namespaceKnown = Asking.start("namespace", () -> resources.requireNamespace(scope));
        List<Listing> listings = list(reader(scope));
        Asking.outcome(namespaceKnown);
        if (isWithoutIstio(listings) && resources.findIstioVersion()) {
            listings = list(reader(scope));
        }
        if (isWithoutIstio(listings)) {
            throw Failures.of(Cause.NOT_A_MESH, "cluster.notAMesh", name.context());
        }
        if (listings.stream().allMatch(listing -> listing.positions().isEmpty())) {
            throw new ClusterException(Cause.FORBIDDEN,
                    listings.stream().flatMap(listing -> listing.unread().stream()).findFirst().orElseThrow().why());
        }
        return listings;
    }

    private static boolean isWithoutIstio(List<Listing> listings) {
        return listings.stream().filter(listing -> listing.kind().isIstio()).allMatch(listing -> listing.unread()
                .filter(unread -> unread.why().key().equals("cluster.notFound")).isPresent());
    }

    private static List<Listing> list(KindReader reader) throws ClusterException {
        List<CompletableFuture<Listing>> underWay = Stream.of(ReadKind.values())
                .map(kind -> Asking.start(kind.kind(), () -> reader.read(kind))).toList();
        List<Listing> listings = new ArrayList<>();
        for (CompletableFuture<Listing> reading : underWay) {
            listings.add(Asking.outcome(reading));
        }
        return listings;
    }
}
