package dev.twinport.session;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Connection;
import dev.twinport.cluster.Scope;
import dev.twinport.entry.EntryResolution;
import dev.twinport.entry.EntryResolver;
import dev.twinport.entry.GivenEntry;
import dev.twinport.flow.Flags;
import dev.twinport.flow.Subscription;
import dev.twinport.route.Expectation;
import dev.twinport.route.ExpectedPods;
import dev.twinport.route.Inventory;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import dev.twinport.route.RouteReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cluster's routes, each with its session. Closing it ends every session, but not the cluster. */
public final class Workspace implements AutoCloseable {

    private final Cluster cluster;
    private final Scope scope;
    private final SessionSettings settings;
    private final Clock clock;
    private final SharedLogs logs;
    private final Flags flags = new Flags();
    private final Map<RouteId, RouteSession> sessions = new LinkedHashMap<>();
    private final List<Expectation> expectations;
    private volatile Inventory inventory = Inventory.EMPTY;
    private volatile Connection connection = Connection.GOOD;
    private @Nullable Subscription watch;
    private boolean closed;

    /** The routes of this part of the cluster, expected to lead where its own objects say. */
    public Workspace(Cluster cluster, Scope scope, SessionSettings settings, Clock clock) {
        this(cluster, scope, List.of(), settings, clock);
    }

    /**
     * @param expectations
     *            where routes of some ports are expected to lead, whatever the cluster's objects say
     */
    public Workspace(Cluster cluster, Scope scope, List<Expectation> expectations, SessionSettings settings,
            Clock clock) {
        this.expectations = List.copyOf(expectations);
        this.cluster = cluster;
        this.scope = scope;
        this.settings = settings;
        this.clock = clock;
        this.logs = new SharedLogs(cluster);
    }

    /** Reads the routes once. Blocks. */
    public void read() throws ClusterException {
        take(cluster.read(scope));
    }

    /** Reads the routes and keeps them as the cluster has them from now on. Blocks until the first reading. */
    public void follow() throws ClusterException {
        Subscription started = cluster.watch(scope, this::take, this::connectionIs);
        synchronized (this) {
            if (!closed) {
                watch = started;
                return;
            }
        }
        started.close();
    }

    /** The routes' sessions, by port, then by Gateway. */
    public synchronized List<RouteSession> sessions() {
        return List.copyOf(sessions.values());
    }

    /** What was read last. */
    public Inventory inventory() {
        return inventory;
    }

    public Connection connection() {
        return connection;
    }

    /** Calls {@code flag} when routes came or went, or the connection changed: on any thread. */
    public Subscription onChange(Runnable flag) {
        return flags.add(flag);
    }

    @Override
    public void close() {
        @Nullable
        Subscription ending;
        List<RouteSession> endingSessions;
        synchronized (this) {
            closed = true;
            ending = watch;
            watch = null;
            endingSessions = new ArrayList<>(sessions.values());
            sessions.clear();
        }
        if (ending != null) {
            ending.close();
        }
        endingSessions.forEach(RouteSession::close);
        logs.close();
    }

    private Optional<ExpectedPods> expected(Route route, Inventory read) {
        return expectations.stream().filter(expectation -> expectation.port() == route.port()).findFirst()
                .map(expectation -> expectation.pods(route, read))
                .map(pods -> settings.container().map(pods::inContainer).orElse(pods));
    }

    private void connectionIs(Connection now) {
        connection = now;
        flags.raise();
    }

    private void take(Inventory read) {
        List<Route> routes = RouteReader.read(read).stream()
                .map(route -> settings.container().map(route::inContainer).orElse(route)).toList();
        List<RouteSession> gone = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            inventory = read;
            Map<RouteId, RouteSession> before = new LinkedHashMap<>(sessions);
            Set<RouteId> kept = new HashSet<>();
            sessions.clear();
            for (Route route : routes) {
                RouteSession session = before.get(route.id());
                EntryResolution entry = GivenEntry.over(EntryResolver.resolve(route, read, cluster.vantage()), route,
                        settings.entries());
                if (session == null) {
                    session = new RouteSession(logs, route, entry, settings, clock);
                }
                session.update(route, entry, expected(route, read));
                sessions.put(route.id(), session);
                kept.add(route.id());
            }
            before.forEach((id, session) -> {
                if (!kept.contains(id)) {
                    gone.add(session);
                }
            });
        }
        gone.forEach(RouteSession::close);
        flags.raise();
    }
}
