package dev.twinport.session;

import dev.twinport.console.ConsoleSettings;
import java.time.Duration;

/**
 * Bounds of a route's session.
 *
 * @param timeout
 *            longest wait for the connection and, once the probe is sent, for what becomes of it; half as long for the
 *            logs to be open before it is sent
 * @param console
 *            bounds of its console
 */
public record SessionSettings(Duration timeout, ConsoleSettings console) {

    public static final SessionSettings DEFAULT = new SessionSettings(Duration.ofSeconds(5), ConsoleSettings.DEFAULT);

    /** The same with another patience, for connecting as well as for the probe. */
    public SessionSettings withTimeout(Duration timeout) {
        return new SessionSettings(timeout, console.withConnectTimeout(timeout));
    }
}
