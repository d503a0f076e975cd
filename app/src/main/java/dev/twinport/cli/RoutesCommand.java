package dev.twinport.cli;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.route.PodTarget;
import dev.twinport.session.RouteSession;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code twinport routes}: what would be verified. Reads only. */
@Command(name = "routes", description = "List the routes the cluster has: port, entry, destination, pods, and where a chain is broken.", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
final class RoutesCommand implements Callable<Integer> {

    private final Clusters clusters;
    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    RoutesCommand(Clusters clusters, Terminal terminal, Clock clock) {
        this.clusters = clusters;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws ClusterException {
        try (Cluster opened = cluster.open(clusters, terminal::progress);
                Workspace workspace = new Workspace(opened, cluster.scope(opened),
                        SessionSettings.DEFAULT.withEntries(cluster.entries()), clock)) {
            workspace.read();
            List<RouteSession> sessions = workspace.sessions();
            terminal.out().println(ProofText.heading(opened.name(), terminal.wording()));
            sessions.forEach(session -> terminal.out().print(describe(session)));
            if (sessions.isEmpty()) {
                terminal.say(Message.of("cli.noRoutes"));
                return ExitCode.INCONCLUSIVE;
            }
            terminal.out().flush();
            return ExitCode.PROVEN;
        }
    }

    private String describe(RouteSession session) {
        Wording wording = terminal.wording();
        StringBuilder text = new StringBuilder();
        text.append(ProofText.route(session.route(), wording)).append("  ").append(session.route().gateway().path())
                .append('\n');
        session.entry().entry().ifPresent(entry -> text.append(ProofText.entry(entry, wording)));
        session.entry().problem()
                .ifPresent(problem -> text.append("  ! ").append(ProofText.indented(wording.say(problem))));
        for (PodTarget pod : session.route().pods()) {
            text.append("    ").append(pod.name().name()).append("  ").append(pod.phase()).append("  ")
                    .append(pod.container()).append("  ").append(wording.say(pod.containerReason())).append('\n');
        }
        session.route().brokenLink().flatMap(link -> link.problem())
                .ifPresent(problem -> text.append("  ! ").append(ProofText.indented(wording.say(problem))));
        return text.toString();
    }
}
