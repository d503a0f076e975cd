package dev.twinport.cli;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code twinport}: opens the window; its subcommands need none. */
@Command(name = "twinport", description = "Verify that TCP traffic entering an Istio ingress gateway reaches the version it was routed to.%nWithout a command: open the window.", versionProvider = ProgramVersion.class, sortOptions = false, mixinStandardHelpOptions = true)
public final class TwinportCommand implements Callable<Integer> {

    /** The subcommands that ask a cluster things as soon as they run. */
    public static final Set<String> ASKS_CLUSTERS = Set.of("verify", "routes");

    private final Window window;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    /** Opens the window and stays until it is closed. */
    @FunctionalInterface
    public interface Window {
        int open(ClusterOptions cluster);
    }

    private TwinportCommand(Window window) {
        this.window = window;
    }

    /**
     * The whole command line. Failures of the cluster, mistakes of the user and mistakes of this program become one
     * sentence and an exit code.
     *
     * @param stackTraces
     *            whether a mistake of this program is told with its stack trace
     */
    public static CommandLine commandLine(Window window, Clusters clusters, PracticeCommand.PracticeRuns practiceRuns,
            Terminal terminal, Clock clock, boolean stackTraces) {
        CommandLine line = new CommandLine(new TwinportCommand(window));
        line.addSubcommand(new VerifyCommand(clusters, terminal, clock));
        line.addSubcommand(new RoutesCommand(clusters, terminal, clock));
        line.addSubcommand(new PracticeCommand(practiceRuns, terminal));
        line.addSubcommand(new CompletionCommand(terminal));
        CommandLine complete = new CommandLine(new CompleteCommand(terminal));
        complete.setUnmatchedOptionsArePositionalParams(true).setStopAtPositional(true);
        line.addSubcommand(complete);
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setParameterExceptionHandler((failure, _) -> {
            terminal.err().println("twinport: " + failure.getMessage());
            terminal.err().println(
                    terminal.wording().say("cli.seeHelp", failure.getCommandLine().getCommandSpec().qualifiedName()));
            terminal.err().flush();
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, _, _) -> {
            if (failure instanceof ClusterException cluster) {
                terminal.failure(cluster.sentence());
                return ExitCode.of(cluster.reason());
            }
            if (failure instanceof InterruptedException) {
                return ExitCode.INTERRUPTED;
            }
            return UnexpectedFailure.tell(failure, terminal, stackTraces);
        });
        return line;
    }

    @Override
    public Integer call() {
        return window.open(cluster);
    }
}
