package dev.twinport.report;

import dev.twinport.proof.Outcome;
import dev.twinport.session.RouteResult;
import java.util.List;
import java.util.Optional;

/** What all probes of a route come to together. */
final class RouteSummary {

    /** The worst first: one message led astray is worse than any number that did not come through. */
    private static final List<Outcome> WORST_FIRST = List.of(Outcome.MISROUTED, Outcome.BROKEN, Outcome.INCONCLUSIVE,
            Outcome.PROVEN);

    private RouteSummary() {
    }

    /** The worst outcome any of its probes had, so that green means every time; empty when there was no probe. */
    static Optional<Outcome> outcome(RouteResult result) {
        return WORST_FIRST.stream().filter(outcome -> result.tally().count(outcome) > 0).findFirst();
    }
}
