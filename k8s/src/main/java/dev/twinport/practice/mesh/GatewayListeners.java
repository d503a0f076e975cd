package dev.twinport.practice.mesh;

import dev.twinport.practice.pods.PodNetwork;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The gateway's open ports and the connections through them.
 * <p>
 * {@link #apply} makes the open ports those of a routing table. A connection keeps the way it was given when it came,
 * also when its port is closed to others. Only {@link #apply} and {@link #close} are called, by one thread.
 */
final class GatewayListeners implements AutoCloseable {

    private static final int PORTS_TRIED = 200;
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final int LAST_PORT = 65_535;

    private final PodNetwork network;
    private final AccessLog accessLog;
    private final Clock clock;
    private final Balancer balancer;
    private final Map<Integer, GatewayListener> listeners = new HashMap<>();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong();
    private volatile boolean closed;

    GatewayListeners(PodNetwork network, AccessLog accessLog, Clock clock, RandomGenerator random) {
        this.network = network;
        this.accessLog = accessLog;
        this.clock = clock;
        this.balancer = new Balancer(random);
    }

    /**
     * A port that could not be opened.
     *
     * @param route
     *            the route it belongs to
     * @param instead
     *            the port that was opened in its place; empty when none could be
     * @param why
     *            what the system said
     */
    record Displaced(PortRoute route, Optional<Integer> instead, String why) {
    }

    /**
     * Opens, changes and closes ports until they are those of the table.
     *
     * @param reserved
     *            ports not to be taken in place of others
     *
     * @return the ports that could not be opened
     */
    List<Displaced> apply(RoutingTable table, Set<Integer> reserved) {
        Set<Integer> wanted = Set.copyOf(table.routes().stream().map(PortRoute::port).toList());
        listeners.entrySet().removeIf(entry -> {
            if (!wanted.contains(entry.getKey())) {
                entry.getValue().close();
                return true;
            }
            return false;
        });
        List<Displaced> displaced = new ArrayList<>();
        for (PortRoute route : table.routes()) {
            GatewayListener open = listeners.get(route.port());
            if (open != null) {
                open.lead(route);
            } else {
                open(route, reserved).ifPresent(displaced::add);
            }
        }
        return displaced;
    }

    /** Closes all ports and all connections. */
    @Override
    public void close() {
        closed = true;
        listeners.values().forEach(GatewayListener::close);
        listeners.clear();
        connections.forEach(ProxiedConnection::close);
    }

    private Optional<Displaced> open(PortRoute route, Set<Integer> reserved) {
        String why;
        try {
            listeners.put(route.port(), GatewayListener.open(route.port(), route, this::begin));
            return Optional.empty();
        } catch (IOException taken) {
            why = String.valueOf(taken.getMessage());
        }
        int first = Math.max(route.port() + 1, FIRST_UNPRIVILEGED);
        for (int port = first; port < first + PORTS_TRIED && port <= LAST_PORT; port++) {
            if (!reserved.contains(port) && !listeners.containsKey(port)) {
                try {
                    listeners.put(port, GatewayListener.open(port, route, this::begin));
                    return Optional.of(new Displaced(route, Optional.of(port), why));
                } catch (IOException takenToo) {
                    // The next one, then.
                }
            }
        }
        return Optional.of(new Displaced(route, Optional.empty(), why));
    }

    private void begin(Socket client, PortRoute route) {
        ProxiedConnection connection = new ProxiedConnection(client, route, network, balancer, accessLog, clock);
        if (!ConnectionLimit.admits(connections.size())) {
            connection.refuse(ResponseFlag.UO, Optional.empty());
            return;
        }
        connections.add(connection);
        Thread thread = Thread.ofVirtual().name("practice-gateway-" + route.port() + "-" + sequence.incrementAndGet())
                .unstarted(() -> {
                    try {
                        connection.run();
                    } finally {
                        connections.remove(connection);
                    }
                });
        try {
            thread.start();
        } catch (OutOfMemoryError failure) {
            connection.close();
            connections.remove(connection);
            throw failure;
        }
        if (closed) {
            connection.close();
        }
    }
}
