package dev.twinport.cli;

import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Shares;
import dev.twinport.route.PodName;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the results of many probes read in a terminal.
 *
 * @param zone
 *            where the reader's clock hangs
 */
record ResultText(Wording wording, Style style, ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** One route with all its probes: {@code 31400 → v1  12/12 ✓  PROVEN ...}, and what it came from. */
    String of(RouteResult result) {
        Optional<Proof> latest = result.tally().latest();
        if (latest.isEmpty()) {
            return ProofText.route(result.route(), wording) + "  " + wording.say("cli.notProbed") + "\n";
        }
        StringBuilder text = new StringBuilder();
        text.append(ProofText.route(result.route(), wording)).append("  ").append(tally(result.tally())).append("  ")
                .append(ProofText.outcome(latest.get(), wording, style)).append('\n')
                .append(ProofText.details(latest.get(), wording));
        if (result.tally().count(Outcome.PROVEN) < result.tally().total()) {
            text.append(ProofText.INDENT).append(counts(result.tally())).append('\n');
        }
        result.tally().latestFailure().filter(failure -> !failure.equals(latest.get())).ifPresent(failure -> text
                .append(ProofText.INDENT).append(wording.say("cli.lastFailure", change(failure))).append('\n'));
        result.tally().since().filter(_ -> result.tally().total() > 1).ifPresent(since -> text.append(ProofText.INDENT)
                .append(wording.say("cli.since", word(latest.get()), time(since))).append('\n'));
        return text.toString();
    }

    /** One route's shares, below {@link #of}. Empty for a route with one destination. */
    String shares(RouteResult result) {
        StringBuilder text = new StringBuilder();
        Shares shares = Shares.of(result.route().destinations(), result.tally().byPod());
        if (shares.shares().size() > 1) {
            for (Shares.Share share : shares.shares()) {
                text.append(ProofText.INDENT)
                        .append(wording.say("cli.share", share.name(), share.count(), shares.connections(),
                                percent(shares.connections() == 0 ? 0 : (double) share.count() / shares.connections()),
                                percent(share.low()), percent(share.high()), share.weight()))
                        .append('\n');
            }
            Outcome judged = shares.areConsistent() ? Outcome.PROVEN : Outcome.MISROUTED;
            text.append(ProofText.INDENT)
                    .append(style.of(judged,
                            wording.say(shares.areConsistent() ? "cli.sharesConsistent" : "cli.sharesNotConsistent")))
                    .append('\n').append(ProofText.INDENT).append(wording.say("cli.connectionsStay")).append('\n');
        }
        for (Map.Entry<PodName, Integer> pod : result.tally().byPod().entrySet()) {
            text.append(ProofText.INDENT).append(pod.getKey().name()).append("  ").append(pod.getValue()).append('\n');
        }
        return text.toString();
    }

    /** Whether what the connections did fits the weights, as far as that can be said. */
    static boolean consistent(RouteResult result) {
        return Shares.of(result.route().destinations(), result.tally().byPod()).areConsistent();
    }

    /** How many of how many. */
    static Message summary(Collection<RouteResult> results, boolean interrupted) {
        if (results.isEmpty() && interrupted) {
            return Message.of("cli.nothingRead");
        }
        long proven = results.stream().filter(
                result -> result.tally().total() > 0 && result.tally().count(Outcome.PROVEN) == result.tally().total())
                .count();
        return results.isEmpty() ? Message.of("cli.noRoutes") : Message.of("cli.summary", proven, results.size());
    }

    /** {@code 12/12 ✓}: how many were proven, and a sign for the last. */
    String tally(Tally tally) {
        String numbers = tally.count(Outcome.PROVEN) + "/" + tally.total();
        return tally.latest().map(
                latest -> style.of(latest.verdict().outcome(), numbers + " " + Style.mark(latest.verdict().outcome())))
                .orElse(numbers);
    }

    /** One line about one proof: {@code 18:31:02  31400 → v1  MISROUTED  tcp-echo-v2-...  why}. */
    String change(Proof proof) {
        String line = time(proof.started()) + "  " + ProofText.route(proof.route(), wording) + "  "
                + ProofText.outcome(proof, wording, style);
        return proof.verdict().outcome() == Outcome.PROVEN ? line : line + "  " + reason(proof);
    }

    /** The deciding reason in one line. */
    String reason(Proof proof) {
        return wording.say(proof.verdict().reasons().getFirst()).replaceAll("\\s*\\n\\s*", " ");
    }

    String word(Proof proof) {
        return wording.say("proof.outcome." + proof.verdict().outcome());
    }

    String time(Instant moment) {
        return TIME.format(moment.atZone(zone));
    }

    private String counts(Tally tally) {
        List<Outcome> outcomes = Arrays.stream(Outcome.values()).filter(outcome -> tally.count(outcome) > 0).toList();
        return outcomes.stream()
                .map(outcome -> tally.count(outcome) + " " + style.of(outcome, wording.say("proof.outcome." + outcome)))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }
}
