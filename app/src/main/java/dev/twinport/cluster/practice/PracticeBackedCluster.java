package dev.twinport.cluster.practice;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.LogRequest;
import dev.twinport.cluster.LogStream;
import dev.twinport.cluster.Scope;
import dev.twinport.flow.Subscription;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.util.List;
import java.util.function.Consumer;

/** A client of a practice cluster that says so in its name, and ends the practice cluster when it is closed. */
final class PracticeBackedCluster implements Cluster {

    private final Cluster client;
    private final PracticeCluster server;
    private final PracticeFolder folder;

    PracticeBackedCluster(Cluster client, PracticeCluster server, PracticeFolder folder) {
        this.folder = folder;
        this.client = client;
        this.server = server;
    }

    @Override
    public ClusterName name() {
        return new ClusterName(client.name().context(), client.name().namespace(), true);
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
    public void close() {
        client.close();
        server.close();
        folder.close();
    }
}
