package dev.twinport.desktop.proof;

import dev.twinport.report.Report;
import dev.twinport.session.RouteResult;
import java.time.Instant;

/** Makes the record of what a route's probes came to. */
@FunctionalInterface
public interface Reporter {

    /**
     * Asks the cluster for its version, so not for the window's thread.
     *
     * @param began
     *            when the first of the probes was sent
     *
     * @return the report, with all secrets it holds
     */
    Report report(RouteResult result, Instant began);
}
