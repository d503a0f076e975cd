package dev.twinport.cluster;

import dev.twinport.flow.Subscription;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Kubernetes cluster, as far as Twinport needs one. Methods block and may be called from any thread but the window's;
 * closing it ends what is under way.
 */
public interface Cluster extends AutoCloseable {

    ClusterName name();

    /** From where this program dials the cluster's routes. */
    default Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    /**
     * The API server's version, {@code v1.34.4}: {@code gitVersion} of {@code GET /version}, which everyone may read.
     * One request; empty when the server does not say.
     */
    default Optional<String> serverVersion() {
        return Optional.empty();
    }

    /**
     * Reads everything routes are made of: Gateways, VirtualServices, DestinationRules, Services, Pods, Namespaces and
     * Nodes; of the Gateway API, where the cluster has it, GatewayClasses, Gateways, TCPRoutes and ReferenceGrants. A
     * kind that may not be read is named in {@link Inventory#unreadable}; it is no error by itself.
     *
     * @throws ClusterException
     *             when nothing at all can be read, the namespace does not exist, or Istio's kinds are not served
     */
    Inventory read(Scope scope) throws ClusterException;

    /**
     * Calls {@code listener} with the inventory as it is now, on the caller's thread before this returns, and then
     * after every change, at most a few times a second, on a thread of the cluster's. A broken watch is taken up again
     * by itself; {@code trouble} is told when the connection is lost and when it is back.
     */
    Subscription watch(Scope scope, Consumer<Inventory> listener, Consumer<Connection> trouble) throws ClusterException;

    /**
     * Opens a log.
     *
     * @throws ClusterException
     *             when the pod or container is not there, not started yet, or may not be read
     */
    LogStream follow(LogRequest request) throws ClusterException;

    /**
     * Applies objects as {@code kubectl apply --server-side} does, in order; a missing namespace means the scope's.
     *
     * @return the objects as the server now has them
     */
    List<KubernetesObject> apply(List<KubernetesObject> objects, String namespace) throws ClusterException;

    /**
     * Tells something of an object, as an Event.
     *
     * @throws ClusterException
     *             when it may not be told
     */
    void tell(ClusterEvent event) throws ClusterException;

    /** How often what has been asked of the API server so far, as in {@code list pods}, {@code get pods/log}. */
    default Map<String, Long> requests() {
        return Map.of();
    }

    /** The faults that can be switched on here; only a practice cluster of this program has them. */
    default Optional<PracticeFaults> faults() {
        return Optional.empty();
    }

    @Override
    void close();
}
