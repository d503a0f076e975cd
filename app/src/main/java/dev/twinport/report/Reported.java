package dev.twinport.report;

import dev.twinport.message.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every form for people says of a report as a whole. */
final class Reported {

    private static final String OWN_POD = "in-cluster";

    private Reported() {
    }

    /** Which cluster it was; a practice cluster always says so. */
    static String cluster(Report report, Wording wording) {
        return report.cluster().practice() ? wording.say("cli.headingPractice", report.cluster().namespace())
                : wording.say("cli.heading", report.cluster().context(), report.cluster().namespace());
    }

    /** Versions by what they are of, this program's first. */
    static Map<String, String> versions(Report report, Wording wording) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Twinport", report.program());
        report.versions().forEach((of, version) -> versions.put(ProofLines.versionOf(of, wording), version));
        return versions;
    }

    /** The context that commands name: none for a cluster that has none in anybody's kubeconfig. */
    static Optional<String> context(Report report) {
        return Optional.of(report.cluster().context())
                .filter(context -> !report.cluster().practice() && !context.equals(OWN_POD));
    }

    /** Commands one after the other, each below what it shows. */
    static String script(List<Command> commands, Wording wording) {
        StringBuilder script = new StringBuilder();
        commands.forEach(
                command -> script.append("# ").append(wording.say(command.shows()).replaceAll("[\\r\\n]+", " "))
                        .append('\n').append(command.text()).append('\n'));
        return script.toString();
    }
}
