package dev.twinport.session;

import dev.twinport.entry.EntryResolution;
import dev.twinport.proof.Shares;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
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

    /** What share of the connections each destination got. */
    public Shares shares() {
        return Shares.of(route.destinations(), tally.byPod());
    }

    /** Those of the route's pods that took messages. */
    public List<PodName> reached() {
        return route.pods().stream().map(PodTarget::name).distinct().filter(tally.byPod()::containsKey).toList();
    }
}
