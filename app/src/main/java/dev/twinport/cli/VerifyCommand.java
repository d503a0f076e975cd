package dev.twinport.cli;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Clusters;
import dev.twinport.message.Message;
import dev.twinport.proof.Outcome;
import dev.twinport.report.Report;
import dev.twinport.report.Versions;
import dev.twinport.route.Expectation;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import dev.twinport.session.Plan;
import dev.twinport.session.RouteResult;
import dev.twinport.session.RouteSession;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Verification;
import dev.twinport.session.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinport verify}: probes through each route, and what they prove. */
@Command(name = "verify", description = "Send probes through each route and say what they prove: one each, or as many as the options say.", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every probe of every route is proven", "1:some route is misrouted or broken, or was during the run",
        "2:some route could not be judged, or there is none",
        "3:with --samples: all is proven, but the shares do not fit the weights",
        "64:the command line, kubeconfig, context or namespace is wrong", "70:an unexpected failure of twinport itself",
        "74:a report could not be written", "130:interrupted; the results so far are told" })
final class VerifyCommand implements Callable<Integer> {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

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

    @Option(names = "--route", paramLabel = "PORT=SUBSET", converter = ExpectationText.class, description = "Only the routes of this port, and they are to lead to this subset, whatever the VirtualService says; may be given several times.")
    private final List<Expectation> expectations = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "TIME", converter = DurationText.class, defaultValue = "5s", description = "Longest wait for a connection, and then for the echo and the log: 500ms, 5s, 2m (default: ${DEFAULT-VALUE}).")
    private Duration timeout = SessionSettings.DEFAULT.timeout();

    @Mixin
    private final EventOption event = new EventOption();

    @Mixin
    private final PlanOptions planning = new PlanOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = { "-q", "--quiet" }, description = "Say nothing of what is being done, only the results.")
    private boolean quiet;

    @Option(names = "--color", paramLabel = "WHEN", defaultValue = "auto", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: in a terminal, unless NO_COLOR is set).")
    private Color color = Color.auto;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Clusters clusters, Terminal terminal, Clock clock) {
        this.clusters = clusters;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws ClusterException, InterruptedException {
        Plan plan = check();
        SessionSettings settings = dialect
                .apply(SessionSettings.DEFAULT.withTimeout(timeout).withEntries(cluster.entries()), terminal.wording());
        try (Cluster opened = cluster.open(clusters, this::progress)) {
            if (opened.faults().isPresent()) {
                fault.inject(opened.faults().get(), terminal);
            }
            try (Workspace workspace = new Workspace(opened, cluster.scope(opened), expectations, settings, clock)) {
                return verify(opened, workspace, plan);
            } finally {
                opened.faults().ifPresent(faults -> fault.reveal(faults, terminal));
            }
        }
    }

    /** Refuses what cannot be, before anything is asked of a cluster. */
    private Plan check() {
        if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw mistake("cli.timeoutTooLong", DurationText.of(LONGEST_TIMEOUT));
        }
        Set<Integer> once = new TreeSet<>();
        for (Expectation expectation : expectations) {
            if (!once.add(expectation.port())) {
                throw mistake("cli.routeTwice", expectation.port());
            }
        }
        fault.check(terminal.wording());
        if (fault.isGiven() && !cluster.practice()) {
            throw mistake("cli.faultNeedsPractice");
        }
        output.check(terminal.wording());
        return planning.plan(terminal.wording());
    }

    private int verify(Cluster opened, Workspace workspace, Plan plan) throws ClusterException {
        Verification verification = new Verification(workspace, this::isChosen, plan);
        Instant started = clock.instant();
        boolean interrupted = false;
        try {
            read(opened, workspace, plan);
            if (output.textOut()) {
                terminal.out().println(ProofText.heading(opened.name(), terminal.wording()));
                terminal.out().flush();
            }
            progress(Message.of("cli.probing", chosen(workspace).size()));
            try (Telling telling = telling(opened, workspace, verification, started)) {
                verification.run(telling);
            }
        } catch (InterruptedException _) {
            interrupted = true;
        } catch (ClusterException e) {
            if (e.reason() != ClusterException.Cause.CANCELLED) {
                throw e;
            }
            interrupted = true;
        }
        Report report = report(opened, workspace, verification, started, interrupted);
        // Taking out takes longer than a probe: not of a report of which only the sum is still to be told.
        boolean written = tell(isTold() && output.isText() ? report : output.redacted(report));
        event.tell(opened, report, workspace.inventory(), terminal);
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return written ? exitCode(report.results(), verification.gone()) : ExitCode.NOT_WRITTEN;
    }

    private Report report(Cluster opened, Workspace workspace, Verification verification, Instant started,
            boolean interrupted) {
        Duration took = Duration.between(started, clock.instant());
        List<RouteResult> results = verification.results();
        Map<String, String> versions = output.wantsReport()
                ? Versions.of(interrupted ? Optional.empty() : opened.serverVersion(), workspace.inventory(),
                        results.stream().map(RouteResult::route).toList(), System.getProperties())
                : Map.of();
        return new Report(ProgramVersion.text(), opened.name(), versions, started, took, interrupted,
                planning.samples(), results, opened.requests());
    }

    private void read(Cluster opened, Workspace workspace, Plan plan) throws ClusterException {
        progress(Message.of("cli.readingRoutes", opened.name().context()));
        if (plan.isOnce()) {
            workspace.read();
        } else {
            workspace.follow();
        }
        checkNames(workspace);
        dialect.check(chosen(workspace), terminal.wording());
    }

    /** What is said while it runs, besides what is being done. */
    private Telling telling(Cluster opened, Workspace workspace, Verification verification, Instant started) {
        Screen screen = terminal.screen();
        if (planning.watch() && output.textOut() && screen.outIsTerminal()) {
            WatchTable table = new WatchTable(text(style()));
            return new TellLive(terminal.out(), () -> table.lines(watchHeading(opened, workspace, started),
                    verification.results(), verification.gone(), screen.size().get()), true);
        }
        if (planning.watch() && output.textOut()) {
            return new TellChanges(terminal.out(), text(style()));
        }
        if (!many() && output.oneByOne()) {
            return new TellInOrder(verification, terminal.out(), text(opened.name(), style()));
        }
        if (quiet || !many()) {
            return Telling.NOTHING;
        }
        return screen.errIsTerminal() ? new TellLive(terminal.err(), () -> status(verification, started), false)
                : new TellChanges(terminal.err(), text(Style.PLAIN));
    }

    private String watchHeading(Cluster opened, Workspace workspace, Instant started) {
        String elapsed = DurationText.of(Duration.ofSeconds(Duration.between(started, clock.instant()).toSeconds()));
        String heading = terminal.wording().say("cli.watch.heading",
                ProofText.heading(opened.name(), terminal.wording()), elapsed);
        return workspace.connection().trouble().map(trouble -> heading + "  " + terminal.wording().say(trouble))
                .orElse(heading);
    }

    private List<String> status(Verification verification, Instant started) {
        String elapsed = DurationText.of(Duration.ofSeconds(Duration.between(started, clock.instant()).toSeconds()));
        String line = elapsed + "  "
                + verification.results().stream()
                        .map(result -> result.route().port() + " " + text(Style.PLAIN).tally(result.tally()))
                        .collect(Collectors.joining("  "));
        return List.of(WatchTable.cut(line, terminal.screen().size().get().columns()));
    }

    /** Whether the results have been told while it ran. */
    private boolean isTold() {
        return many() ? planning.watch() && terminal.screen().outIsTerminal() : output.oneByOne();
    }

    /** Tells the results, as far as they are not told; whether all could be written. */
    private boolean tell(Report report) {
        if (output.textOut()) {
            TextReport text = text(report.cluster(), style());
            if (!isTold()) {
                report.results().forEach(result -> terminal.out().print(text.of(result)));
            }
            terminal.out().print(text.end(report));
            terminal.out().flush();
        }
        boolean written = output.write(report, text(report.cluster(), Style.PLAIN)::of, terminal);
        return !terminal.out().checkError() && written;
    }

    /** Whether a route may be probed more than once. */
    private boolean many() {
        return planning.goesOn() || planning.samples();
    }

    private TextReport text(ClusterName opened, Style style) {
        // A practice cluster's context is in no kubeconfig but its own.
        Optional<String> context = opened.practice() ? Optional.empty() : Optional.of(opened.context());
        return new TextReport(text(style), many(), planning.samples(), output.commands(), context);
    }

    private int exitCode(List<RouteResult> results, Set<RouteId> gone) {
        List<Outcome> outcomes = new ArrayList<>();
        for (RouteResult result : results) {
            outcomes.addAll(result.tally().counts().keySet());
            boolean missing = gone.contains(result.route().id()) && namesPorts();
            if (result.tally().total() == 0 || missing) {
                outcomes.add(Outcome.INCONCLUSIVE);
            }
        }
        int code = ExitCode.of(outcomes);
        return code == ExitCode.PROVEN && planning.samples()
                && results.stream().anyMatch(result -> result.shares().areUnfit()) ? ExitCode.SHARES : code;
    }

    private List<Route> chosen(Workspace workspace) {
        return workspace.sessions().stream().map(RouteSession::route).filter(this::isChosen).toList();
    }

    private boolean isChosen(Route route) {
        return !namesPorts() || ports.contains(route.port())
                || expectations.stream().anyMatch(expectation -> expectation.port() == route.port());
    }

    private boolean namesPorts() {
        return !ports.isEmpty() || !expectations.isEmpty();
    }

    /** Ports and subsets can be looked up only when the routes are known. */
    private void checkNames(Workspace workspace) {
        Set<Integer> known = workspace.sessions().stream().map(session -> session.route().port())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> unknown = new TreeSet<>(ports);
        expectations.forEach(expectation -> unknown.add(expectation.port()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw mistake("cli.noRouteOnPort", joined(unknown), known.isEmpty() ? "-" : joined(known));
        }
        for (Expectation expectation : expectations) {
            Set<String> subsets = workspace.sessions().stream().map(RouteSession::route)
                    .filter(route -> route.port() == expectation.port())
                    .flatMap(route -> Expectation.known(route, workspace.inventory()).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!subsets.isEmpty() && !subsets.contains(expectation.subset())) {
                throw mistake("cli.noSubset", expectation.port(), expectation.subset(), String.join(", ", subsets));
            }
        }
    }

    private ParameterException mistake(String key, Object... arguments) {
        return new ParameterException(spec.commandLine(), terminal.wording().say(key, arguments));
    }

    private Style style() {
        return new Style(color.isOn(terminal.screen()));
    }

    private ResultText text(Style style) {
        return new ResultText(terminal.wording(), style, clock.getZone());
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
