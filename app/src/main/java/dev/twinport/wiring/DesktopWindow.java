package dev.twinport.wiring;

import dev.twinport.cli.ClusterOptions;
import dev.twinport.cli.ExitCode;
import dev.twinport.cli.OutputFile;
import dev.twinport.cli.ProgramVersion;
import dev.twinport.cli.Terminal;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.fabric8.Kubeconfig;
import dev.twinport.desktop.ClusterChoice;
import dev.twinport.desktop.Contexts;
import dev.twinport.desktop.Desktop;
import dev.twinport.desktop.DesktopDependencies;
import dev.twinport.desktop.DesktopSettings;
import dev.twinport.message.Message;
import dev.twinport.session.SessionSettings;
import dev.twinport.settings.SettingsFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the window with what it needs, and stays until it is closed. */
final class DesktopWindow {

    private static final Logger LOG = LoggerFactory.getLogger(DesktopWindow.class);

    private final Clusters clusters;
    private final Clock clock;
    private final Terminal terminal;

    DesktopWindow(Clusters clusters, Clock clock, Terminal terminal) {
        this.clusters = clusters;
        this.clock = clock;
        this.terminal = terminal;
    }

    int open(ClusterOptions options) {
        SettingsFile file = SettingsFile.ofUser(System.getenv(), System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "")));
        try (ExecutorService background = Executors
                .newThreadPerTaskExecutor(Thread.ofVirtual().name("window-", 0).factory())) {
            Contexts contexts = () -> contextNames(options);
            Desktop.run(new DesktopDependencies(clusters, contexts, initial(options, contexts),
                    RememberedSettings.of(file.read()), settings -> background.execute(() -> remember(file, settings)),
                    ProgramVersion.text(), OutputFile::write, SessionSettings.DEFAULT.withEntries(options.entries()),
                    background, clock));
            return ExitCode.PROVEN;
        } catch (UnsupportedOperationException e) {
            terminal.failure(Message.of("cli.noDisplay", String.valueOf(e.getMessage())));
            return ExitCode.UNAVAILABLE;
        }
    }

    /**
     * What the options name; without any, the kubeconfig's current context, or the practice cluster if there is none.
     */
    private static ClusterChoice initial(ClusterOptions options, Contexts contexts) {
        if (options.practice() || (!options.namesCluster() && !hasContext(contexts))) {
            return new ClusterChoice.Practice();
        }
        return new ClusterChoice.Kubeconfig(options.choice(), options.allNamespaces());
    }

    private static List<String> contextNames(ClusterOptions options) throws ClusterException {
        return Kubeconfig.read(options.choice().file()).contexts().stream()
                .sorted(Comparator.comparing(Kubeconfig.Context::current).reversed()).map(Kubeconfig.Context::name)
                .toList();
    }

    private static boolean hasContext(Contexts contexts) {
        try {
            return !contexts.names().isEmpty();
        } catch (ClusterException _) {
            return false;
        }
    }

    private static void remember(SettingsFile file, DesktopSettings settings) {
        try {
            file.write(RememberedSettings.toMap(settings));
        } catch (UncheckedIOException e) {
            LOG.warn("The settings are not remembered: {}", e.getMessage());
        }
    }
}
