package dev.twinport.session;

import dev.twinport.console.Console;
import dev.twinport.entry.EntryResolution;
import dev.twinport.flow.Flags;
import dev.twinport.flow.Subscription;
import dev.twinport.podlog.PodLog;
import dev.twinport.proof.TypedLine;
import dev.twinport.route.Destination;
import dev.twinport.route.ExpectedPods;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything one route has while it is looked at: its console, the logs of its pods, its probes. It lives as long as
 * the route does; when what lies behind the route changes, it follows.
 */
public final class RouteSession implements AutoCloseable {

    private final SharedLogs logs;
    private final SessionSettings settings;
    private final Clock clock;
    private final Console console;
    private final Flags flags = new Flags();
    private final Flags typed = new Flags();
    private final LineWatch watch;
    private final Map<PodTarget, PodLog> followed = new LinkedHashMap<>();
    private volatile Route route;
    private volatile EntryResolution entry;
    private Optional<ExpectedPods> expected = Optional.empty();
    private boolean watching;
    private boolean logsOpen;
    private boolean closed;

    RouteSession(SharedLogs logs, Route route, EntryResolution entry, SessionSettings settings, Clock clock) {
        this.logs = logs;
        this.route = route;
        this.entry = entry;
        this.settings = settings;
        this.clock = clock;
        this.console = new Console(Integer.toString(route.port()), settings.console(), clock);
        this.watch = new LineWatch(console, this::logsByPod, settings.dialect(), typed::raise);
    }

    public Route route() {
        return route;
    }

    public EntryResolution entry() {
        return entry;
    }

    public Console console() {
        return console;
    }

    /** The followed logs of the route's own pods, in the route's order. Empty until {@link #openLogs}. */
    public synchronized List<PodLog> podLogs() {
        return route.pods().stream().map(followed::get).filter(Objects::nonNull).toList();
    }

    /** Starts to follow the logs of the route's pods, and of the pods a misrouted connection could reach. */
    public synchronized void openLogs() {
        if (!logsOpen && !closed) {
            logsOpen = true;
            followPods();
            flags.raise();
        }
    }

    /**
     * Follows the logs no longer, until they are opened again: many routes one after the other then cost no more than a
     * few at a time.
     */
    public synchronized void closeLogs() {
        logsOpen = false;
        followed.keySet().forEach(logs::giveBack);
        followed.clear();
        watch.look();
    }

    /** Connects the console to the route's entry; does nothing when there is none, or the session is closed. */
    public synchronized void connect() {
        if (!closed) {
            if (!watching) {
                watching = true;
                watch.start();
            }
            entry.entry().ifPresent(console::connect);
        }
    }

    /**
     * What is known of the lines typed into the console last, oldest first: whether they came back, who logged them.
     */
    public List<TypedLine> typedLines() {
        return watch.lines();
    }

    /** Calls {@code flag} when there is something new to {@link #typedLines}: on any thread. */
    public Subscription onTypedLines(Runnable flag) {
        return typed.add(flag);
    }

    /**
     * Sends one probe on a connection of its own and waits for what becomes of it. A connection of its own, because
     * Envoy never moves one that is open: an old console tells nothing about today's route.
     *
     * @return the proof, at the latest when the patience of {@link SessionSettings} is at its end
     *
     * @throws InterruptedException
     *             when the caller's thread is interrupted: the probe is cancelled
     */
    public Proof prove() throws InterruptedException {
        openLogs();
        Probing probing;
        synchronized (this) {
            probing = new Probing(route, entry, expected, new LinkedHashMap<>(followed), settings, clock);
        }
        return probing.run();
    }

    /** Whether it is closed: of its own accord, or because the route is gone. What a probe found then means nothing. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Calls {@code flag} when route, entry or the set of logs has changed: on any thread. */
    public Subscription onChange(Runnable flag) {
        return flags.add(flag);
    }

    @Override
    public synchronized void close() {
        closed = true;
        console.close();
        watch.close();
        followed.keySet().forEach(logs::giveBack);
        followed.clear();
    }

    /** The cluster has changed: this is what the route is now, and where it is expected to lead, if that was said. */
    void update(Route newer, EntryResolution newerEntry, Optional<ExpectedPods> newerExpected) {
        synchronized (this) {
            if (newer.equals(route) && newerEntry.equals(entry) && newerExpected.equals(expected)) {
                return;
            }
            route = newer;
            entry = newerEntry;
            expected = newerExpected;
            if (logsOpen) {
                followPods();
            }
        }
        flags.raise();
    }

    private synchronized Map<PodName, PodLog> logsByPod() {
        Map<PodName, PodLog> byPod = new LinkedHashMap<>();
        followed.forEach((pod, log) -> byPod.put(pod.name(), log));
        return byPod;
    }

    private void followPods() {
        Set<PodTarget> wanted = new LinkedHashSet<>(route.pods());
        for (Destination destination : route.destinations()) {
            wanted.addAll(destination.others());
        }
        Set<PodName> known = wanted.stream().map(PodTarget::name).collect(Collectors.toSet());
        expected.ifPresent(expectation -> expectation.pods().stream().filter(pod -> !known.contains(pod.name()))
                .forEach(wanted::add));
        // A pod whose readiness changed is another value but the same log: take first, give back after.
        Map<PodTarget, PodLog> next = new LinkedHashMap<>();
        wanted.forEach(pod -> next.put(pod, logs.take(pod)));
        followed.keySet().forEach(logs::giveBack);
        followed.clear();
        followed.putAll(next);
        watch.look();
    }
}
