package dev.twinport.wiring;

import dev.twinport.cli.FittingWriter;
import dev.twinport.cli.PracticeCommand;
import dev.twinport.cli.Terminal;
import dev.twinport.cli.TwinportCommand;
import dev.twinport.cli.UnexpectedFailure;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.PracticeFaults;
import dev.twinport.cluster.fabric8.Fabric8Cluster;
import dev.twinport.cluster.fabric8.Handshake;
import dev.twinport.cluster.practice.PracticeOpening;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The program as one object graph, made by hand. */
public final class Program {

    private final Clock clock = Clock.system(ZoneId.systemDefault());
    private final Wording wording = Wording.ofMachine();
    private final PracticeOpening practice = new PracticeOpening(Clock.systemUTC(), Fabric8Cluster::openPractice);
    private final OpenClusters clusters = new OpenClusters(practice);

    /** Runs the program with its command line and returns its exit code. */
    public int run(String... arguments) {
        Terminal terminal = new Terminal(writer(FileDescriptor.out), writer(FileDescriptor.err), wording,
                MachineScreen.of(System.getenv(), isWindows()));
        if (arguments.length > 0 && TwinportCommand.ASKS_CLUSTERS.contains(arguments[0])) {
            Handshake.prepare();
        }
        boolean stackTraces = "1".equals(System.getenv("TWINPORT_DEBUG"));
        try (Shutdown _ = Shutdown.ofThisThread(practice::close)) {
            // As a plugin of kubectl the program is called otherwise, and says so in its usage.
            return TwinportCommand
                    .commandLine(new DesktopWindow(clusters, clock, terminal)::open, clusters, this::standAlone,
                            terminal, clock, stackTraces)
                    .setCommandName(System.getenv().getOrDefault("TWINPORT_COMMAND", "twinport")).execute(arguments);
        } catch (Error e) {
            // Out of memory, a class that is missing: to a pipeline that must not look like a verdict either.
            return UnexpectedFailure.tell(e, terminal, stackTraces);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private PracticeCommand.PracticeRun standAlone(PracticeCommand.Setup setup, Consumer<Message> progress)
            throws ClusterException {
        PracticeOpening.Running running = practice.open(setup.empty(), progress);
        Optional<Path> restricted = setup.as().isPresent() ? Optional.of(running.kubeconfig(setup.as().get()))
                : Optional.empty();
        return new PracticeCommand.PracticeRun() {
            @Override
            public Path kubeconfig() {
                return running.server().kubeconfig();
            }

            @Override
            public Optional<Path> restrictedKubeconfig() {
                return restricted;
            }

            @Override
            public PracticeFaults faults() {
                return running.cluster().faults().orElseThrow();
            }

            @Override
            public void close() {
                running.close();
            }
        };
    }

    /**
     * Windows' consoles have a code page of their own, which Java finds out. Everywhere else the terminal is UTF-8,
     * also where a bare environment (LANG=C) says otherwise.
     */
    private static PrintWriter writer(FileDescriptor stream) {
        Charset charset = isWindows() ? Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))
                : StandardCharsets.UTF_8;
        Writer writer = new OutputStreamWriter(new FileOutputStream(stream), charset);
        return new PrintWriter(charset.equals(StandardCharsets.UTF_8) ? writer : new FittingWriter(writer, charset),
                false);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
