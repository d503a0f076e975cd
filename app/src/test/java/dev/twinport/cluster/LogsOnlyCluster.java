package dev.twinport.cluster;

import dev.twinport.flow.Subscription;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.util.List;
import java.util.function.Consumer;

/** A cluster of which a test needs only the logs: everything else says that it was not expected. */
public abstract class LogsOnlyCluster implements Cluster {

    @Override
    public ClusterName name() {
        return new ClusterName("logs-only", "default", false);
    }

    @Override
    public Inventory read(Scope scope) {
        throw new UnsupportedOperationException("read");
    }

    @Override
    public Subscription watch(Scope scope, Consumer<Inventory> listener, Consumer<Connection> trouble) {
        throw new UnsupportedOperationException("watch");
    }

    @Override
    public void tell(ClusterEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<KubernetesObject> apply(List<KubernetesObject> objects, String namespace) {
        throw new UnsupportedOperationException("apply");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
