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
                .append(outcome(result, latest.get())).append('\n');
        if (isSpread(result, latest.get())) {
            text.append(pods(result)).append(ProofText.INDENT).append(wording.say("cli.lastOfThem")).append('\n');
        }
        text.append(ProofText.details(latest.get(), wording));
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
        Shares shares = result.shares();
        if (shares.shares().size() > 1) {
            shares.sentences()
                    .forEach(sentence -> text.append(ProofText.INDENT).append(wording.say(sentence)).append('\n'));
            String judgement = wording.say(shares.judgement());
            text.append(ProofText.INDENT)
                    .append(shares.connections() == 0 ? judgement
                            : style.of(shares.areConsistent() ? Outcome.PROVEN : Outcome.MISROUTED, judgement))
                    .append('\n').append(ProofText.INDENT).append(wording.say(Shares.CONNECTIONS_STAY)).append('\n');
        }
        if (result.tally().latest().filter(latest -> isSpread(result, latest)).isEmpty()) {
            text.append(pods(result));
        }
        return text.toString();
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

    /** How many messages each pod took. */
    private static String pods(RouteResult result) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<PodName, Integer> pod : result.tally().byPod().entrySet()) {
            text.append(ProofText.INDENT).append(pod.getKey().name()).append("  ").append(pod.getValue()).append('\n');
        }
        return text.toString();
    }

    /** {@code PROVEN  tcp-echo-v1-...}; where several pods took messages, how many those are. */
    private String outcome(RouteResult result, Proof latest) {
        return isSpread(result, latest)
                ? style.of(Outcome.PROVEN, word(latest)) + "  " + wording.say("proof.pods", result.reached().size())
                : ProofText.outcome(latest, wording, style);
    }

    /** The pod, or how many; empty when none is known. */
    Optional<String> pod(RouteResult result) {
        return result.tally().latest()
                .flatMap(latest -> isSpread(result, latest)
                        ? Optional.of(wording.say("proof.pods", result.reached().size()))
                        : latest.verdict().pod().map(PodName::name));
    }

    /** Whether it would be wrong to name the last pod as if it had taken all messages. */
    private static boolean isSpread(RouteResult result, Proof latest) {
        return latest.verdict().outcome() == Outcome.PROVEN && result.reached().size() > 1;
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
}
