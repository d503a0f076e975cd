package dev.twinport.practice.mesh;

import dev.twinport.practice.pods.PodNetwork;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's open ports and the connections through them.
 * <p>
 * {@link #apply} makes the open ports those of a routing table. Only {@link #apply} and {@link #close} are called, by
 * one thread.
 */
final class GatewayListeners implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayListeners.class);
    private static final int PORTS_TRIED = 200;
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final int LAST_PORT = 65_535;
    private static final int MOST_SILENT_PORTS = 16;

    private final PodNetwork network;
    private final AccessLog accessLog;
    private final Clock clock;
    private final Balancer balancer;
    private final OpenConnections connections;
    private final Map<Integer, GatewayListener> listeners = new HashMap<>();
    private final Map<Integer, SilentPort> silent = new HashMap<>();
    /** Ports to be silent on that other programs have. */
    private final Set<Integer> takenFromSilence = new HashSet<>();
    private final Map<Integer, Integer> gatewayPortsOfClosed = new HashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private volatile boolean closed;

    GatewayListeners(PodNetwork network, AccessLog accessLog, Clock clock, RandomGenerator random, DrainTimes times) {
        this.network = network;
        this.accessLog = accessLog;
        this.clock = clock;
        this.balancer = new Balancer(random);
        this.connections = new OpenConnections(times);
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
        Map<Integer, PortRoute> wanted = new HashMap<>();
        List<PortRoute> claimed = new ArrayList<>();
        for (PortRoute route : table.routes()) {
            if (wanted.putIfAbsent(route.port(), route) != null) {
                claimed.add(route);
            }
        }
        // First, so that no connection goes by a route before it is known that the others are over.
        connections.follow(table);
        closeAllBut(wanted.keySet());
        keepSilent(unexposed(table, wanted.keySet()));
        List<Displaced> displaced = new ArrayList<>();
        wanted.forEach((port, route) -> {
            GatewayListener open = listeners.get(port);
            if (open != null) {
                open.lead(route);
            } else {
                open(route, reserved).ifPresent(displaced::add);
            }
        });
        for (PortRoute route : claimed) {
            openElsewhere(route, reserved, "another Service has it").ifPresent(displaced::add);
        }
        return displaced;
    }

    /** Whether another program answers on a port that is to be silent. */
    boolean lacksSilence() {
        return !takenFromSilence.isEmpty();
    }

    /** Closes all ports and all connections. */
    @Override
    public void close() {
        closed = true;
        listeners.values().forEach(GatewayListener::close);
        listeners.clear();
        silent.values().forEach(SilentPort::close);
        silent.clear();
        connections.close();
    }

    private void closeAllBut(Set<Integer> wanted) {
        listeners.entrySet().removeIf(entry -> {
            if (!wanted.contains(entry.getKey())) {
                PortRoute route = entry.getValue().route();
                if (!route.nodePort()) {
                    gatewayPortsOfClosed.put(entry.getKey(), route.gatewayPort());
                }
                entry.getValue().close();
                return true;
            }
            return false;
        });
    }

    /** The ports to be silent on: also those that were opened in place of a port that no Service has any more. */
    private Set<Integer> unexposed(RoutingTable table, Set<Integer> wanted) {
        gatewayPortsOfClosed.entrySet()
                .removeIf(entry -> wanted.contains(entry.getKey()) || !table.unexposed().contains(entry.getValue()));
        Set<Integer> ports = new HashSet<>(table.unexposed());
        ports.addAll(gatewayPortsOfClosed.keySet());
        return ports;
    }

    private void keepSilent(Set<Integer> ports) {
        silent.entrySet().removeIf(entry -> {
            if (!ports.contains(entry.getKey())) {
                entry.getValue().close();
                return true;
            }
            return false;
        });
        Set<Integer> missing = new HashSet<>(ports);
        missing.removeAll(silent.keySet());
        Set<Integer> takenBefore = Set.copyOf(takenFromSilence);
        takenFromSilence.clear();
        for (int port : missing) {
            if (silent.size() < MOST_SILENT_PORTS) {
                try {
                    silent.put(port, SilentPort.open(port));
                } catch (IOException taken) {
                    takenFromSilence.add(port);
                    if (!takenBefore.contains(port)) {
                        LOG.debug("127.0.0.1:{} is another program's: {}", port, taken.getMessage());
                    }
                }
            }
        }
    }

    private Optional<Displaced> open(PortRoute route, Set<Integer> reserved) {
        try {
            listeners.put(route.port(), GatewayListener.open(route.port(), route, this::begin));
            return Optional.empty();
        } catch (IOException taken) {
            return openElsewhere(route, reserved, String.valueOf(taken.getMessage()));
        }
    }

    /** A node port stays what it is: nobody looks for another. */
    private Optional<Displaced> openElsewhere(PortRoute route, Set<Integer> reserved, String why) {
        int first = Math.max(route.port() + 1, FIRST_UNPRIVILEGED);
        for (int port = first; port < first + PORTS_TRIED && port <= LAST_PORT && !route.nodePort(); port++) {
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
            connection.refuse(ResponseFlag.UO, "-");
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
