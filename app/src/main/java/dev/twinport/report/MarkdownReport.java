package dev.twinport.report;

import dev.twinport.console.VisibleText;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.route.Link;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report as a ticket in Markdown, short: what was tried, what came of it and why, the lines that show it, versions,
 * and the commands that show the same by hand. Routes that are proven stand in one line each where there are many.
 */
final class MarkdownReport {

    private static final int FEW = 3;
    private static final int MOST_PROVEN_NAMED = 20;

    private final Report report;
    private final Wording wording;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Report report, Wording wording) {
        this.report = report;
        this.wording = wording;
    }

    static String of(Report report, Wording wording) {
        return new MarkdownReport(report, wording).written();
    }

    private String written() {
        text.append("## Twinport: ").append(Markdown.text(wording.say(RouteSummary.summary(report)))).append("\n\n");
        fact("report.cluster", Reported.cluster(report, wording));
        fact("report.when", ProofLines.moment(report.started()) + ", " + ProofLines.length(report.took()));
        fact("report.versions", Reported.versions(report, wording).entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue()).collect(Collectors.joining("; ")));
        if (report.interrupted()) {
            text.append("- ").append(Markdown.text(wording.say("report.interrupted"))).append('\n');
        }
        boolean few = report.results().size() <= FEW;
        List<RouteResult> proven = report.results().stream().filter(result -> !isWorthTelling(result)).toList();
        report.results().stream().filter(result -> few || isWorthTelling(result)).forEach(this::route);
        if (!few && !proven.isEmpty()) {
            text.append("\n### ").append(wording.say("proof.outcome.PROVEN")).append("\n\n");
            proven.stream().limit(MOST_PROVEN_NAMED)
                    .forEach(result -> text.append("- ").append(heading(result)).append('\n'));
            if (proven.size() > MOST_PROVEN_NAMED) {
                text.append("- ").append(Markdown.text(wording.say("report.more", proven.size() - MOST_PROVEN_NAMED)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** What is proven is told in a line where there are many, unless its shares are worth more. */
    private boolean isWorthTelling(RouteResult result) {
        return !isProven(result) || ShareTree.areUnfit(report, result);
    }

    private static boolean isProven(RouteResult result) {
        return RouteSummary.outcome(result).filter(Outcome.PROVEN::equals).isPresent();
    }

    private void fact(String key, String value) {
        text.append("- ").append(Markdown.text(wording.say(key))).append(": ").append(Markdown.text(value))
                .append('\n');
    }

    private String heading(RouteResult result) {
        return Markdown.text(RouteSummary.title(result.route(), wording)) + ": "
                + RouteSummary.word(RouteSummary.outcome(result), wording)
                + RouteSummary.pod(result, wording).map(pod -> " " + Markdown.code(pod)).orElse("");
    }

    private void route(RouteResult result) {
        text.append("\n### ").append(heading(result)).append("\n\n");
        Optional<Proof> deciding = RouteSummary.deciding(result);
        deciding.ifPresent(proof -> ProofLines.reasons(proof, wording).forEach(reason -> text.append("- ")
                .append(Markdown.text(VisibleText.of(reason.replace('\n', ' ')))).append('\n')));
        result.entry().entry()
                .ifPresent(entry -> text.append("- ").append(Markdown.text(wording.say("report.entry"))).append(": ")
                        .append(Markdown.code(entry.toString())).append(", ")
                        .append(Markdown.text(wording.say(entry.reason()))).append('\n'));
        fact("report.chain", result.route().chain().stream().map(this::link).collect(Collectors.joining(" → ")));
        fact("report.tried", RouteSummary.counts(result.tally(), wording));
        RouteSummary.shares(report, result, wording)
                .forEach(share -> text.append("- ").append(Markdown.text(share)).append('\n'));
        deciding.ifPresent(this::evidence);
        text.append('\n').append(Markdown.text(wording.say("report.commands"))).append(":\n\n").append(Markdown
                .block("bash", Reported.script(Equivalents.of(result, Reported.context(report), Shell.BASH), wording)));
    }

    private String link(Link link) {
        return (link.problem().isPresent() ? "✗ " : "") + ChainPicture.stage(link, wording) + " " + link.text();
    }

    private void evidence(Proof proof) {
        ProofLines.dialect(proof, wording).ifPresent(known -> fact("report.dialect", known));
        ProofLines.doubts(proof, wording).forEach(doubt -> fact("report.doubts", doubt));
        proof.evidence().doubts().strays()
                .forEach(stray -> text.append("- ").append(Markdown.text(wording.say("report.doubts"))).append(": ")
                        .append(Markdown.code(ProofLines.text(stray))).append('\n'));
        String timings = ProofLines.timings(proof, wording);
        if (!timings.isEmpty()) {
            fact("report.timings", timings);
        }
        if (!proof.transcript().isEmpty()) {
            lines("report.transcript", ProofLines.transcript(proof.transcript()).stream()
                    .map(line -> ProofLines.text(line, wording)).toList());
        }
        if (!proof.evidence().mentions().isEmpty()) {
            lines("report.log", proof.evidence().mentions().stream().map(ProofLines::text).toList());
        }
    }

    private void lines(String key, List<String> lines) {
        text.append('\n').append(Markdown.text(wording.say(key))).append(":\n\n")
                .append(Markdown.block("text", String.join("\n", lines)));
    }
}
