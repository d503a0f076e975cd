package dev.twinport.desktop;

import dev.twinport.cluster.Clusters;
import dev.twinport.session.SessionSettings;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the window needs from the rest of the program.
 *
 * @param clusters
 *            opens the cluster that was chosen
 * @param contexts
 *            what else there is to choose
 * @param initial
 *            what to open first
 * @param settings
 *            how the window looked the last time
 * @param remember
 *            called on the window's thread with every change of the settings; must not block
 * @param program
 *            this program's version, for reports
 * @param files
 *            where reports are saved
 * @param session
 *            bounds of routes' sessions, and what the user said of all of them
 * @param background
 *            runs work that may block, each piece on a thread of its own
 */
public record DesktopDependencies(Clusters clusters, Contexts contexts, ClusterChoice initial, DesktopSettings settings,
        Consumer<DesktopSettings> remember, String program, TextFiles files, SessionSettings session,
        Executor background, Clock clock) {
}
