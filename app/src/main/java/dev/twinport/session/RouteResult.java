package dev.twinport.session;

import dev.twinport.entry.EntryResolution;
import dev.twinport.route.Route;
import java.util.List;

/**
 * What the probes of one route came to.
 *
 * @param route
 *            the route as it was at the last probe
 * @param entry
 *            how it was entered at the last probe
 * @param tally
 *            all its probes
 * @param kept
 *            the probes that are told in detail, oldest first: a bounded choice of them, the last one always
 */
public record RouteResult(Route route, EntryResolution entry, Tally tally, List<Proof> kept) {

    public RouteResult {
        kept = List.copyOf(kept);
    }
}
