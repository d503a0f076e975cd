package dev.twinport.cluster.practice;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterEvent;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.cluster.Scope;
import dev.twinport.flow.Subscription;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A client of a practice cluster that ends the practice cluster when it is closed. */
final class PracticeBackedCluster implements Cluster {

    private final Cluster client;
    private final PracticeFaults faults;
    private final Runnable end;

    /**
     * @param end
     *            ends the practice cluster
     */
    PracticeBackedCluster(Cluster client, PracticeFaults faults, Runnable end) {
        this.client = client;
        this.faults = faults;
        this.end = end;
    }

    @Override
    public ClusterName name() {
        return client.name();
    }

    @Override
    public Optional<String> serverVersion() {
        return client.serverVersion();
    }

    @Override
    public Inventory read(Scope scope) throws ClusterException {
        return client.read(scope);
    }

    @Override
    public Subscription watch(Scope scope, Consumer<Inventory> listener, Consumer<Connection> trouble)
            throws ClusterException {
        return client.watch(scope, listener, trouble);
    }

    @Override
    public LogStream follow(LogRequest request) throws ClusterException {
        return client.follow(request);
    }

    @Override
    public List<KubernetesObject> apply(List<KubernetesObject> objects, String namespace) throws ClusterException {
        return client.apply(objects, namespace);
    }

    @Override
    public void tell(ClusterEvent event) throws ClusterException {
        client.tell(event);
    }

    @Override
    public Map<String, Long> requests() {
        return client.requests();
    }

    @Override
    public Optional<PracticeFaults> faults() {
        return Optional.of(faults);
    }

    @Override
    public void close() {
        client.close();
        end.run();
    }
}
