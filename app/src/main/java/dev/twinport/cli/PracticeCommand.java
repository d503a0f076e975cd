package dev.twinport.cli;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.message.Message;
import dev.twinport.practice.access.PreparedUser;
import dev.twinport.practice.faults.FaultCatalogue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinport practice}: the practice cluster alone, for kubectl and a class. */
@Command(name = "practice", description = "Run the practice cluster alone, until interrupted, and print its kubeconfig's path.", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
public final class PracticeCommand implements Callable<Integer> {

    private final PracticeRuns runs;
    private final Terminal terminal;

    @Option(names = "--empty", description = "Leave out the tutorial's objects: apply them yourself, step by step.")
    private boolean empty;

    @Option(names = "--as", paramLabel = "NAME", converter = PreparedUserName.class, description = "Write a second kubeconfig, of a user who may do little: viewer has the rights Twinport uses and no others, viewer-without-logs cannot read logs, namespace-viewer sees nothing outside of its namespace.")
    private @Nullable PreparedUser as;

    @Mixin
    private final FaultOptions fault = new FaultOptions();

    @Option(names = "--list-faults", description = "List the faults there are, and end. With -v: what a client sees of each; with -o json: everything, for programs.")
    private boolean listFaults;

    @Option(names = { "-v",
            "--verbose" }, description = "With --list-faults: also how each comes about, and what a client sees.")
    private boolean verbose;

    @Option(names = { "-o",
            "--output" }, paramLabel = "FORMAT", description = "With --list-faults: ${COMPLETION-CANDIDATES}.", defaultValue = "table")
    private Format format = Format.table;

    @Option(names = "--reveal", description = "Say which fault --fault random --seed N stands for, and end: for the trainer.")
    private boolean reveal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a list can be written as; named as on the command line. */
    private enum Format {
        table, json
    }

    /**
     * What a practice cluster that stands alone is to be like.
     *
     * @param empty
     *            whether to leave the tutorial's objects out
     * @param as
     *            whom to write a second kubeconfig for
     */
    public record Setup(boolean empty, Optional<PreparedUser> as) {
    }

    /** Starts practice clusters that stand alone. */
    @FunctionalInterface
    public interface PracticeRuns {

        /** Starts one; the tutorial's objects are applied unless it is to be empty. */
        PracticeRun start(Setup setup, Consumer<Message> progress) throws ClusterException;
    }

    /** A practice cluster that stands alone. */
    public interface PracticeRun extends AutoCloseable {

        /** The administrator's kubeconfig. */
        Path kubeconfig();

        /** The kubeconfig of the user who was asked for. */
        Optional<Path> restrictedKubeconfig();

        /** The faults that can be switched on in it. */
        PracticeFaults faults();

        @Override
        void close();
    }

    PracticeCommand(PracticeRuns runs, Terminal terminal) {
        this.runs = runs;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws ClusterException, InterruptedException {
        if (listFaults) {
            FaultCatalogue catalogue = FaultCatalogue.read();
            return print(format == Format.json ? FaultList.json(catalogue)
                    : FaultList.table(catalogue, terminal.wording(), verbose));
        }
        if (reveal) {
            return print(fault.revealed(terminal.wording()) + System.lineSeparator());
        }
        fault.check(terminal.wording());
        if (empty && fault.isGiven()) {
            throw new ParameterException(spec.commandLine(), terminal.wording().say("cli.faultNeedsTutorial"));
        }
        try (PracticeRun run = runs.start(new Setup(empty, Optional.ofNullable(as)), terminal::progress)) {
            terminal.out().println(run.kubeconfig());
            run.restrictedKubeconfig().ifPresent(terminal.out()::println);
            terminal.out().flush();
            if (as != null && run.restrictedKubeconfig().isPresent()) {
                terminal.progress(
                        Message.of("cli.practiceAs", as.userName(), run.restrictedKubeconfig().get().toString()));
            }
            terminal.progress(Message.of("cli.practiceHint", run.kubeconfig().toString()));
            fault.inject(run.faults(), terminal);
            try {
                new CountDownLatch(1).await(); // for ever: Ctrl-C and SIGTERM interrupt this thread
            } finally {
                fault.reveal(run.faults(), terminal);
            }
        }
        return ExitCode.PROVEN;
    }

    private int print(String text) {
        terminal.out().print(text);
        terminal.out().flush();
        return ExitCode.PROVEN;
    }
}
