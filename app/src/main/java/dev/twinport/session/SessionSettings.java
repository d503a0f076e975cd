package dev.twinport.session;

import dev.twinport.console.ConsoleSettings;
import dev.twinport.dialect.Dialect;
import dev.twinport.entry.GivenEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bounds of a route's session.
 *
 * @param timeout
 *            longest wait for the connection and, once the probe is sent, for what becomes of it; half as long for the
 *            logs to be open before it is sent
 * @param console
 *            bounds of its console
 * @param dialect
 *            how the servers greet, echo and log; empty: what they show
 * @param container
 *            the container whose log shows the traffic, in pods that have one of that name; empty: chosen by rule
 * @param entries
 *            where the user says that routes are entered
 */
public record SessionSettings(Duration timeout, ConsoleSettings console, Optional<Dialect> dialect,
        Optional<String> container, List<GivenEntry> entries) {

    public static final SessionSettings DEFAULT = new SessionSettings(Duration.ofSeconds(5), ConsoleSettings.DEFAULT,
            Optional.empty(), Optional.empty(), List.of());

    public SessionSettings {
        entries = List.copyOf(entries);
    }

    /** The same with another patience, for connecting as well as for the probe. */
    public SessionSettings withTimeout(Duration timeout) {
        return new SessionSettings(timeout, console.withConnectTimeout(timeout), dialect, container, entries);
    }

    /** The same with this dialect in place of what the servers show. */
    public SessionSettings withDialect(Optional<Dialect> dialect) {
        return new SessionSettings(timeout, console, dialect, container, entries);
    }

    /** The same with these addresses in place of those the cluster has. */
    public SessionSettings withEntries(List<GivenEntry> entries) {
        return new SessionSettings(timeout, console, dialect, container, entries);
    }

    /** The same with this container in place of the one chosen by rule. */
    public SessionSettings withContainer(Optional<String> container) {
        return new SessionSettings(timeout, console, dialect, container, entries);
    }
}
