package dev.twinport.cli;

import dev.twinport.cluster.ClusterName;
import dev.twinport.console.VisibleText;
import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Evidence;
import dev.twinport.route.Route;
import dev.twinport.session.Proof;
import java.time.Duration;
import java.util.Locale;

/** How proofs read in a terminal. */
final class ProofText {

    static final String INDENT = "    ";

    private ProofText() {
    }

    /** Which cluster the results are of; a practice cluster always says so. */
    static String heading(ClusterName cluster, Wording wording) {
        return cluster.practice() ? wording.say("cli.headingPractice", cluster.namespace())
                : wording.say("cli.heading", cluster.context(), cluster.namespace());
    }

    /** One proof: the route and the verdict, then how it was entered, then why. Ends with a line feed. */
    static String of(Proof proof, Wording wording, Style style) {
        return route(proof.route(), wording) + "  " + outcome(proof, wording, style) + "\n" + details(proof, wording);
    }

    /** How it was entered, and why the verdict is what it is, indented. Ends with a line feed. */
    static String details(Proof proof, Wording wording) {
        StringBuilder text = new StringBuilder();
        proof.entry().entry().ifPresent(entry -> text.append(entry(entry, wording)));
        for (Message reason : proof.verdict().reasons()) {
            text.append(INDENT).append(indented(wording.say(reason)));
        }
        proof.evidence().echoed().ifPresent(echo -> text.append(INDENT).append(timings(proof.evidence(), echo, wording))
                .append(dialect(proof.evidence())).append('\n'));
        return text.toString();
    }

    /** {@code 31400 → v1}. */
    static String route(Route route, Wording wording) {
        String name = route.destinationName();
        return route.portText() + " → " + (name.isEmpty() ? wording.say("cli.nowhere") : name);
    }

    /** How the route is entered, and why so. Ends with a line feed. */
    static String entry(Entry entry, Wording wording) {
        return INDENT + entry + "  " + wording.say(entry.reason()) + "\n";
    }

    /** A sentence whose further lines stand below its first. Ends with a line feed. */
    static String indented(String sentence) {
        return sentence.replace("\n", "\n" + INDENT) + "\n";
    }

    /** {@code PROVEN  tcp-echo-v1-...}. */
    static String outcome(Proof proof, Wording wording, Style style) {
        return style.of(proof.verdict().outcome(), wording.say("proof.outcome." + proof.verdict().outcome()))
                + proof.verdict().pod().map(pod -> "  " + pod.name()).orElse("");
    }

    private static String timings(Evidence evidence, Duration echo, Wording wording) {
        return evidence.timings().connect().map(connect -> wording.say("cli.timings", millis(connect), millis(echo)))
                .orElseGet(() -> wording.say("cli.timingEcho", millis(echo)));
    }

    /** The dialect's name, and the version the server gives itself. */
    private static String dialect(Evidence evidence) {
        return evidence.dialect().map(dialect -> "  " + dialect.name()
                + dialect.version().map(version -> " " + VisibleText.of(version)).orElse("")).orElse("");
    }

    /** Milliseconds with one digit. */
    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }
}
