package dev.twinport.report;

import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Shares;
import dev.twinport.proof.Verdict;
import dev.twinport.route.PodName;
import dev.twinport.route.Route;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all probes of a route come to together. */
final class RouteSummary {

    /** The worst first: one message led astray is worse than any number that did not come through. */
    static final List<Outcome> WORST_FIRST = List.of(Outcome.MISROUTED, Outcome.BROKEN, Outcome.INCONCLUSIVE,
            Outcome.PROVEN);

    private RouteSummary() {
    }

    /** The worst outcome any of its probes had, so that green means every time; empty when there was no probe. */
    static Optional<Outcome> outcome(RouteResult result) {
        return WORST_FIRST.stream().filter(outcome -> result.tally().count(outcome) > 0).findFirst();
    }

    /** The last probe with that outcome that is known whole; else the last one. */
    static Optional<Proof> deciding(RouteResult result) {
        Optional<Outcome> outcome = outcome(result);
        Tally tally = result.tally();
        return Stream.of(tally.latest().stream(), tally.latestFailure().stream(), result.kept().reversed().stream())
                .flatMap(proofs -> proofs).filter(proof -> outcome.equals(Optional.of(proof.verdict().outcome())))
                .findFirst().or(tally::latest);
    }

    /** The pod that took the message; where several of a proven route did, how many. */
    static Optional<String> pod(RouteResult result, Wording wording) {
        boolean spread = outcome(result).equals(Optional.of(Outcome.PROVEN)) && result.reached().size() > 1;
        return spread ? Optional.of(wording.say("proof.pods", result.reached().size()))
                : deciding(result).flatMap(proof -> proof.verdict().pod()).map(PodName::name);
    }

    /** The shares of connections as sentences, whether they fit, and what weights mean to open connections. */
    static List<String> shares(Report report, RouteResult result, Wording wording) {
        return ShareTree.compared(report, result)
                .map(shares -> Stream
                        .concat(shares.sentences().stream(), Stream.of(shares.judgement(), Shares.CONNECTIONS_STAY))
                        .map(wording::say).toList())
                .orElse(List.of());
    }

    /** The reasons of a verdict in one line, the deciding one first; where all is well, that one alone. */
    static String reasons(Verdict verdict, Wording wording) {
        int told = verdict.outcome() == Outcome.PROVEN ? 1 : verdict.reasons().size();
        return verdict.reasons().stream().limit(told).map(wording::say).map(reason -> reason.replace('\n', ' '))
                .collect(Collectors.joining("; "));
    }

    /** {@code 31400 → v1}. */
    static String title(Route route, Wording wording) {
        String name = route.destinationName();
        return route.portText() + " → " + (name.isEmpty() ? wording.say("cli.nowhere") : name);
    }

    /** {@code PROVEN}, or that it was not asked. */
    static String word(Optional<Outcome> outcome, Wording wording) {
        return outcome.map(found -> wording.say("proof.outcome." + found))
                .orElseGet(() -> wording.say("report.notProbed"));
    }

    /** How many of the routes are proven. */
    static Message summary(Report report) {
        long proven = report.results().stream().filter(result -> outcome(result).equals(Optional.of(Outcome.PROVEN)))
                .count();
        return report.results().isEmpty() ? Message.of("report.noRoutes")
                : Message.of("report.summary", proven, report.results().size());
    }

    /** {@code probes: 12 (11 PROVEN, 1 BROKEN)}. */
    static String counts(Tally tally, Wording wording) {
        List<String> counts = WORST_FIRST.reversed().stream().filter(outcome -> tally.count(outcome) > 0)
                .map(outcome -> tally.count(outcome) + " " + wording.say("proof.outcome." + outcome)).toList();
        return wording.say("report.probes", tally.total(), counts.isEmpty() ? "-" : String.join(", ", counts));
    }
}
