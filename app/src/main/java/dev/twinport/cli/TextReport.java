package dev.twinport.cli;

import dev.twinport.message.Wording;
import dev.twinport.report.Command;
import dev.twinport.report.Equivalents;
import dev.twinport.report.Report;
import dev.twinport.report.Shell;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.Optional;

/**
 * The report as text: for a terminal piece by piece, for a file as a whole.
 *
 * @param text
 *            how results read
 * @param tallies
 *            whether each route was probed many times: then it is told what they came to
 * @param shares
 *            whether the shares of the destinations are told
 * @param commands
 *            for which shell to tell the commands that show the same by hand, if at all
 * @param context
 *            the kubeconfig context they name; empty for the current one
 */
record TextReport(ResultText text, boolean tallies, boolean shares, Optional<Shell> commands,
        Optional<String> context) {

    /** The whole report. */
    String of(Report report) {
        StringBuilder whole = new StringBuilder(heading(report));
        report.results().forEach(result -> whole.append(of(result)));
        return whole.append(end(report)).toString();
    }

    /** One route. Ends with a line feed. */
    String of(RouteResult result) {
        return result(result) + commands.map(shell -> byHand(result, shell)).orElse("");
    }

    private String result(RouteResult result) {
        Optional<Proof> latest = result.tally().latest();
        if (!tallies && latest.isPresent()) {
            return ProofText.of(latest.get(), wording(), text.style());
        }
        return shares ? text.of(result) + text.shares(result) : text.of(result);
    }

    /** The commands, not indented, so that they can be copied line by line. */
    private String byHand(RouteResult result, Shell shell) {
        StringBuilder lines = new StringBuilder();
        for (Command command : Equivalents.of(result, context, shell)) {
            lines.append(text.style().faint("# " + wording().say(command.shows()))).append('\n').append(command.text())
                    .append('\n');
        }
        return lines.toString();
    }

    /** What follows the routes. Ends with a line feed. */
    String end(Report report) {
        String summary = wording().say(ResultText.summary(report.results(), report.interrupted())) + "\n";
        return report.interrupted() ? wording().say("cli.interrupted") + "\n" + summary : summary;
    }

    private String heading(Report report) {
        return ProofText.heading(report.cluster(), wording()) + "\n";
    }

    private Wording wording() {
        return text.wording();
    }
}
