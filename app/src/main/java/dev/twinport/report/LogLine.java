package dev.twinport.report;

import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Shares;
import dev.twinport.proof.Verdict;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as one line of JSON, for those who collect the logs of a cluster: how many routes came to what, and which
 * were not proven. Its length is bounded, for a container's log is cut at 16 KiB.
 */
final class LogLine {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final int MOST_TOLD = 20;
    /** Shares need room, too. */
    private static final int MOST_TOLD_OF_SAMPLE = 8;
    private static final int MOST_DESTINATIONS = 4;
    private static final int LONGEST_REASON = 400;

    private LogLine() {
    }

    static String of(Report report) {
        List<RouteResult> unproven = report.results().stream().filter(result -> !isProven(result)).toList();
        long unfit = report.results().stream().filter(result -> ShareTree.areUnfit(report, result)).count();
        boolean allProven = unproven.isEmpty() && !report.results().isEmpty() && !report.interrupted();
        Tree line = new Tree().add("time", report.started().plus(report.took()).toString())
                .add("level", allProven && unfit == 0 ? "info" : "error")
                .add("msg",
                        "%s of %s routes proven".formatted(report.results().size() - unproven.size(),
                                report.results().size()))
                .add("context", report.cluster().context()).add("namespace", report.cluster().namespace())
                .add("tookMilliseconds", Tree.milliseconds(report.took())).add("interrupted", report.interrupted())
                .add("requests", report.requests().values().stream().mapToLong(Long::longValue).sum());
        for (Outcome outcome : Outcome.values()) {
            line.add(outcome.name(), report.results().stream().map(RouteSummary::outcome)
                    .filter(found -> found.filter(outcome::equals).isPresent()).count());
        }
        int most = report.sampled() ? MOST_TOLD_OF_SAMPLE : MOST_TOLD;
        line.add("unproven", unproven.stream().limit(most).toList(), LogLine::route);
        if (report.sampled()) {
            line.add("sharesUnfit", unfit).add("shares", compared(report), LogLine::shares).add("openConnections",
                    ENGLISH.say(Shares.CONNECTIONS_STAY));
        }
        return MAPPER.writeValueAsString(line.fields()) + "\n";
    }

    private static boolean isProven(RouteResult result) {
        return RouteSummary.outcome(result).filter(Outcome.PROVEN::equals).isPresent();
    }

    private static Map<String, Object> route(RouteResult result) {
        Optional<Verdict> verdict = RouteSummary.deciding(result).map(Proof::verdict);
        return new Tree().add("gateway", result.route().gateway().path()).add("port", result.route().port())
                .add("name", result.route().destinationName())
                .add("outcome", verdict.map(Verdict::outcome), Outcome::name)
                .add("pod", verdict.flatMap(Verdict::pod), Object::toString)
                .add("reason", verdict.map(known -> RouteSummary.reasons(known, ENGLISH)), LogLine::cut).fields();
    }

    /** Those that do not fit first. */
    private static List<RouteResult> compared(Report report) {
        return report.results().stream().filter(result -> ShareTree.compared(report, result).isPresent())
                .sorted(Comparator.comparing((RouteResult result) -> !ShareTree.areUnfit(report, result)))
                .limit(MOST_TOLD_OF_SAMPLE).toList();
    }

    private static Map<String, Object> shares(RouteResult result) {
        Shares all = result.shares();
        Tree told = new Tree().add("gateway", result.route().gateway().path()).add("port", result.route().port());
        ShareTree.tree(all, MOST_DESTINATIONS).fields().forEach(told::add);
        return told.fields();
    }

    private static String cut(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
}
