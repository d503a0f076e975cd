package dev.twinport.cli;

import dev.twinport.proof.Outcome;
import dev.twinport.route.PodName;
import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One line whenever a route's probes begin to come to something else: for files, pipes and build logs. */
final class TellChanges implements Telling {

    private final PrintWriter to;
    private final ResultText text;
    private final Map<RouteId, State> states = new HashMap<>();

    TellChanges(PrintWriter to, ResultText text) {
        this.to = to;
        this.text = text;
    }

    /** What makes two proofs of a route the same news. Which of several right pods took a probe is none. */
    private record State(String destination, Outcome outcome, Optional<PodName> pod) {
        static State of(Proof proof) {
            Outcome outcome = proof.verdict().outcome();
            return new State(proof.route().destinationName(), outcome,
                    outcome == Outcome.PROVEN ? Optional.empty() : proof.verdict().pod());
        }
    }

    @Override
    public void proved(Proof proof, RouteResult result) {
        State now = State.of(proof);
        if (!now.equals(states.put(proof.route().id(), now))) {
            to.println(text.change(proof));
            to.flush();
        }
    }
}
