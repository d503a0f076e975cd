package dev.twinport.cli;

import dev.twinport.cluster.ClusterException;
import dev.twinport.message.Message;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code twinport practice}: the practice cluster alone, for kubectl and a class. */
@Command(name = "practice", description = "Run the practice cluster alone, until interrupted, and print its kubeconfig's path.", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
public final class PracticeCommand implements Callable<Integer> {

    private final PracticeRuns runs;
    private final Terminal terminal;

    @Option(names = "--empty", description = "Leave out the tutorial's objects: apply them yourself, step by step.")
    private boolean empty;

    /** Starts practice clusters that stand alone. */
    @FunctionalInterface
    public interface PracticeRuns {

        /** Starts one; the tutorial's objects are applied unless it is to be empty. */
        PracticeRun start(boolean empty, Consumer<Message> progress) throws ClusterException;
    }

    /** A practice cluster that stands alone. */
    public interface PracticeRun extends AutoCloseable {

        Path kubeconfig();

        @Override
        void close();
    }

    PracticeCommand(PracticeRuns runs, Terminal terminal) {
        this.runs = runs;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws ClusterException, InterruptedException {
        try (PracticeRun run = runs.start(empty, terminal::progress)) {
            terminal.out().println(run.kubeconfig());
            terminal.out().flush();
            terminal.progress(Message.of("cli.practiceHint", run.kubeconfig().toString()));
            new CountDownLatch(1).await(); // for ever: Ctrl-C and SIGTERM interrupt this thread
        }
        return ExitCode.PROVEN;
    }
}
