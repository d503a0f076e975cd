package dev.twinport.cli;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.message.Message;
import dev.twinport.proof.Outcome;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteSession;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code twinport verify}: one probe through each route, and what it proves. */
@Command(name = "verify", description = "Send one probe through each route and say what it proves.", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every route is proven", "1:some route is misrouted or broken",
        "2:some route could not be judged, or there is none",
        "64:the command line, kubeconfig, context or namespace is wrong", "70:an unexpected failure of twinport itself",
        "130:interrupted" })
final class VerifyCommand implements Callable<Integer> {

    private final Clusters clusters;
    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final FaultOptions fault = new FaultOptions();

    @Mixin
    private final DialectOptions dialect = new DialectOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "Only the routes of this gateway port; may be given several times.")
    private final Set<Integer> ports = new TreeSet<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "5", description = "Longest wait for a connection, and then for the echo and the log (default: ${DEFAULT-VALUE}).")
    private double timeoutSeconds = 5;

    @Option(names = { "-q", "--quiet" }, description = "Say nothing of what is being done, only the results.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Clusters clusters, Terminal terminal, Clock clock) {
        this.clusters = clusters;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws ClusterException, InterruptedException {
        if (!(timeoutSeconds > 0 && timeoutSeconds <= 3_600)) {
            throw new ParameterException(spec.commandLine(), "--timeout must be more than 0 and at most 3600 seconds");
        }
        fault.check(terminal.wording());
        if (fault.isGiven() && !cluster.practice()) {
            throw new ParameterException(spec.commandLine(), terminal.wording().say("cli.faultNeedsPractice"));
        }
        SessionSettings settings = dialect.apply(
                SessionSettings.DEFAULT.withTimeout(Duration.ofMillis((long) (timeoutSeconds * 1_000))),
                terminal.wording());
        try (Cluster opened = cluster.open(clusters, this::progress)) {
            if (opened.faults().isPresent()) {
                fault.inject(opened.faults().get(), terminal);
            }
            int code = verify(opened, settings);
            opened.faults().ifPresent(faults -> fault.reveal(faults, terminal));
            return code;
        }
    }

    private int verify(Cluster opened, SessionSettings settings) throws ClusterException, InterruptedException {
        try (Workspace workspace = new Workspace(opened, cluster.scope(opened), settings, clock)) {
            progress(Message.of("cli.readingRoutes", opened.name().context()));
            workspace.read();
            List<RouteSession> sessions = chosen(workspace);
            dialect.check(sessions.stream().map(RouteSession::route).toList(), terminal.wording());
            terminal.out().println(ProofText.heading(opened.name(), terminal.wording()));
            List<Proof> proofs = prove(sessions);
            terminal.say(ProofText.summary(proofs));
            return ExitCode.of(proofs.stream().map(proof -> proof.verdict().outcome()).toList());
        }
    }

    private List<RouteSession> chosen(Workspace workspace) {
        Set<Integer> known = workspace.sessions().stream().map(session -> session.route().port())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> unknown = new TreeSet<>(ports);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ParameterException(spec.commandLine(), terminal.wording().say("cli.noRouteOnPort",
                    joined(unknown), known.isEmpty() ? "-" : joined(known)));
        }
        return workspace.sessions().stream()
                .filter(session -> ports.isEmpty() || ports.contains(session.route().port())).toList();
    }

    /** All at once, told in order as soon as they are known. */
    private List<Proof> prove(List<RouteSession> sessions) throws InterruptedException {
        List<Proof> proofs = new ArrayList<>();
        try (ExecutorService probes = Executors
                .newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory())) {
            List<Future<Proof>> pending = sessions.stream().map(session -> probes.submit(session::prove)).toList();
            try {
                for (Future<Proof> proof : pending) {
                    proofs.add(proof.get());
                    terminal.out().print(ProofText.of(proofs.getLast(), terminal.wording()));
                    terminal.out().flush();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } finally {
                probes.shutdownNow();
            }
        }
        return proofs;
    }

    private void progress(Message message) {
        if (!quiet) {
            terminal.progress(message);
        }
    }

    private static String joined(Set<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
