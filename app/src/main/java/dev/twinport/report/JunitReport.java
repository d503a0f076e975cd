package dev.twinport.report;

import dev.twinport.console.VisibleText;
import dev.twinport.entry.Entry;
import dev.twinport.message.Wording;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Outcome;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * The report as JUnit XML, of which there is no standard. What is written here is what the parsers have in common: the
 * elements and attributes of the Jenkins xUnit plugin's {@code junit-10.xsd}, which Jenkins' JUnit plugin reads, too;
 * reasons in the content of {@code failure} and {@code skipped}, for that is what GitLab shows, and in their
 * {@code message}, for that is what Jenkins and GitHub's actions show; a {@code classname}, for GitLab names the suite
 * by it; and no two cases of one name, of which GitLab would read only the first. Times are seconds with a point.
 */
final class JunitReport {

    private final Report report;
    private final Wording wording;
    private final Markup xml = new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

    private JunitReport(Report report, Wording wording) {
        this.report = report;
        this.wording = wording;
    }

    static String of(Report report, Wording wording) {
        return new JunitReport(report, wording).written();
    }

    private String written() {
        String tests = Integer.toString(report.results().size());
        String failures = Long.toString(report.results().stream().filter(this::isFailure).count());
        String skipped = Long.toString(report.results().stream().filter(JunitReport::isSkipped).count());
        String time = seconds(report.took());
        xml.open("testsuites", "name", "twinport verify", "tests", tests, "failures", failures, "errors", "0", "time",
                time).line();
        xml.open("testsuite", "name", report.cluster().context() + " / " + report.cluster().namespace(), "tests", tests,
                "failures", failures, "errors", "0", "skipped", skipped, "time", time, "timestamp",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME
                        .format(report.started().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)))
                .line();
        properties();
        report.results().forEach(this::testcase);
        return xml.close().line().close().written();
    }

    private void properties() {
        xml.open("properties").line();
        property("twinport", report.program());
        property("practice", Boolean.toString(report.cluster().practice()));
        property("interrupted", Boolean.toString(report.interrupted()));
        report.versions().forEach(this::property);
        xml.close().line();
    }

    private void property(String name, String value) {
        xml.empty("property", "name", name, "value", value).line();
    }

    private void testcase(RouteResult result) {
        Optional<Proof> proof = RouteSummary.deciding(result);
        xml.open("testcase", "classname",
                "twinport." + result.route().gateway().namespace() + "." + result.route().gateway().name(), "name",
                RouteSummary.title(result.route(), wording), "time",
                seconds(proof.map(Proof::took).orElse(Duration.ZERO))).line();
        if (isFailure(result) || isSkipped(result)) {
            String outcome = RouteSummary.word(RouteSummary.outcome(result), wording);
            if (isUnfit(result)) {
                xml.element("failure", String.join("\n", RouteSummary.shares(report, result, wording)), "type",
                        "SHARES", "message", wording.say(result.shares().judgement())).line();
            } else {
                String why = proof.map(one -> VisibleText.of(ProofLines.reasons(one, wording).getFirst()))
                        .orElse(outcome);
                xml.element(isFailure(result) ? "failure" : "skipped",
                        outcome + "\n"
                                + proof.map(one -> String.join("\n", ProofLines.reasons(one, wording))).orElse(""),
                        "type", RouteSummary.outcome(result).map(Outcome::name).orElse("NOT_PROBED"), "message",
                        outcome + ": " + why).line();
            }
        }
        xml.element("system-out", account(result, proof)).line();
        xml.close().line();
    }

    private String account(RouteResult result, Optional<Proof> proof) {
        StringBuilder text = new StringBuilder();
        text.append(RouteSummary.counts(result.tally(), wording)).append('\n');
        RouteSummary.shares(report, result, wording).forEach(share -> text.append(share).append('\n'));
        result.entry().entry().ifPresent(entry -> text.append(entry(entry)).append('\n'));
        proof.ifPresent(one -> {
            text.append(ProofLines.timings(one, wording)).append("\n\n");
            ProofLines.transcript(one.transcript())
                    .forEach(line -> text.append(ProofLines.text(line, wording)).append('\n'));
            if (!one.evidence().mentions().isEmpty()) {
                text.append('\n');
            }
            for (Mention mention : one.evidence().mentions()) {
                text.append(ProofLines.text(mention)).append('\n');
            }
        });
        return text.toString();
    }

    private String entry(Entry entry) {
        return entry + "  " + wording.say(entry.reason());
    }

    private boolean isFailure(RouteResult result) {
        return isUnproven(result) || isUnfit(result);
    }

    /** All is proven, but the shares do not fit the weights: the run fails by it, as its exit code says. */
    private boolean isUnfit(RouteResult result) {
        return RouteSummary.outcome(result).equals(Optional.of(Outcome.PROVEN)) && ShareTree.areUnfit(report, result);
    }

    private static boolean isUnproven(RouteResult result) {
        return RouteSummary.outcome(result).filter(outcome -> outcome == Outcome.MISROUTED || outcome == Outcome.BROKEN)
                .isPresent();
    }

    private static boolean isSkipped(RouteResult result) {
        return !isUnproven(result) && RouteSummary.outcome(result).filter(Outcome.PROVEN::equals).isEmpty();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }
}
