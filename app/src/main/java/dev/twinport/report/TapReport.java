package dev.twinport.report;

import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Shares;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The report as TAP, version 14: a test point per route with a YAML block below it. A route that could not be judged is
 * skipped: neither ok nor not ok, which TAP has no other word for. Source: the specification at testanything.org.
 */
final class TapReport {

    private static final String INDENT = "  ";
    private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES).build();

    private TapReport() {
    }

    static String of(Report report, Wording wording) {
        StringBuilder tap = new StringBuilder("TAP version 14\n");
        List<RouteResult> results = report.results();
        tap.append("1..").append(results.size());
        if (results.isEmpty()) {
            tap.append(" # SKIP ").append(escaped(wording.say(RouteSummary.summary(report))));
        }
        tap.append('\n');
        for (int i = 0; i < results.size(); i++) {
            point(report, results.get(i), i + 1, wording, tap);
        }
        if (report.interrupted()) {
            tap.append("Bail out! ").append(escaped(wording.say("report.interrupted"))).append('\n');
        }
        return tap.toString();
    }

    private static void point(Report report, RouteResult result, int number, Wording wording, StringBuilder tap) {
        Optional<Outcome> outcome = RouteSummary.outcome(result);
        boolean failed = outcome.filter(found -> found == Outcome.MISROUTED || found == Outcome.BROKEN).isPresent();
        Optional<Proof> proof = RouteSummary.deciding(result);
        // All is proven, but the shares do not fit the weights: the run fails by it, as its exit code says.
        boolean unfit = outcome.equals(Optional.of(Outcome.PROVEN)) && ShareTree.areUnfit(report, result);
        tap.append(failed || unfit ? "not ok " : "ok ").append(number).append(" - ")
                .append(escaped(RouteSummary.title(result.route(), wording)));
        if (!failed && outcome.filter(Outcome.PROVEN::equals).isEmpty()) {
            tap.append(" # SKIP ").append(escaped(RouteSummary.word(outcome, wording)
                    + proof.map(one -> ": " + ProofLines.reasons(one, wording).getFirst()).orElse("")));
        }
        tap.append('\n').append(INDENT).append("---\n");
        YAML.writeValueAsString(block(report, result, outcome, proof, wording)).lines()
                .forEach(line -> tap.append(INDENT).append(line).append('\n'));
        tap.append(INDENT).append("...\n");
    }

    private static Map<String, Object> block(Report report, RouteResult result, Optional<Outcome> outcome,
            Optional<Proof> proof, Wording wording) {
        Tree block = new Tree().add("message", RouteSummary.word(outcome, wording))
                .add("gateway", result.route().gateway().path()).add("port", result.route().port())
                .add("dialled", result.entry().entry(), entry -> entry.toString())
                .add("probes", RouteSummary.counts(result.tally(), wording))
                .add("shares", ShareTree.of(report, result), shares -> ShareTree.tree(shares)
                        .add("openConnections", wording.say(Shares.CONNECTIONS_STAY)).fields());
        proof.ifPresent(one -> block.add("outcome", one.verdict().outcome().name())
                .add("pod", one.verdict().pod(), pod -> pod.toString()).add("reasons", ProofLines.reasons(one, wording))
                .add("token", one.evidence().token().text())
                .add("timings", ReportTree.timings(one.evidence().timings()))
                .add("transcript", ProofLines.transcript(one.transcript()), line -> ProofLines.text(line, wording))
                .add("log", one.evidence().mentions(), mention -> ProofLines.text(mention)));
        return block.fields();
    }

    /** In one line, and without what TAP reads as the beginning of a directive. */
    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ").replace("\\", "\\\\").replace("#", "\\#");
    }
}
