package dev.twinport.practice.mesh;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's open connections, and how long they stay when what they were made by changes.
 * <p>
 * As Envoy's do: a connection keeps its pod through changes of subsets, endpoints and traffic policies. When the filter
 * chain that took it is changed or removed, at the gateway (its route or policy) or at the sidecar (the port's
 * protocol, mutual TLS, policy), it goes on for {@link DrainTimes#filterChain} and is then closed; a change back does
 * not save it. Any thread may call.
 */
final class OpenConnections implements AutoCloseable {

    private final DrainTimes times;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<ProxiedConnection> draining = ConcurrentHashMap.newKeySet();
    /** What all connections are to be led by; null until it is first known. */
    private volatile @Nullable RoutingTable current;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("practice-gateway-drain").factory());

    OpenConnections(DrainTimes times) {
        this.times = times;
    }

    int size() {
        return open.size();
    }

    /** Adds one that was begun by a route of its moment, which may be another's already. */
    void add(ProxiedConnection connection) {
        open.add(connection);
        RoutingTable table = current;
        if (table != null) {
            // It leads to no pod yet, and so to no sidecar.
            follow(connection, table, Map.of());
        }
    }

    void remove(ProxiedConnection connection) {
        open.remove(connection);
        draining.remove(connection);
    }

    /**
     * Gives those their time whose filter chain or gateway pod is not there any more, and those that come from now on
     * by a route that is not the table's. To be called before ports lead by the table's routes.
     */
    void follow(RoutingTable table) {
        current = table;
        Map<String, Optional<Sidecar>> sidecars = sidecars(table);
        open.forEach(connection -> follow(connection, table, sidecars));
    }

    private void follow(ProxiedConnection connection, RoutingTable table, Map<String, Optional<Sidecar>> sidecars) {
        if (!table.gatewayPods().contains(connection.gatewayPod())) {
            drain(connection, times.gatewayPod());
        } else if (!hasItsChain(connection, table) || !hasItsSidecar(connection, sidecars)) {
            drain(connection, times.filterChain());
        }
    }

    private static Map<String, Optional<Sidecar>> sidecars(RoutingTable table) {
        Map<String, Optional<Sidecar>> sidecars = new HashMap<>();
        table.routes().stream().flatMap(route -> route.destinations().stream())
                .flatMap(destination -> destination.endpoints().stream())
                .forEach(endpoint -> sidecars.put(endpoint.toString(), endpoint.sidecar()));
        return sidecars;
    }

    /** Closes all of them. */
    @Override
    public void close() {
        timer.shutdownNow();
        open.forEach(ProxiedConnection::close);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing a connection does not fail, and is never called off
    private void drain(ProxiedConnection connection, Duration after) {
        if (draining.add(connection) && !timer.isShutdown()) {
            timer.schedule(() -> {
                connection.close();
                // It may have ended, and been removed, before it was added here.
                draining.remove(connection);
            }, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static boolean hasItsChain(ProxiedConnection connection, RoutingTable table) {
        return connection.chain().equals(table.listeners()
                .get(new RoutingTable.Listener(connection.gatewayPod(), connection.route().gatewayPort())));
    }

    private static boolean hasItsSidecar(ProxiedConnection connection, Map<String, Optional<Sidecar>> sidecars) {
        return connection.endpoint().map(Endpoint::toString).map(sidecars::get)
                .map(now -> now.equals(connection.endpoint().flatMap(Endpoint::sidecar))).orElse(true);
    }
}
