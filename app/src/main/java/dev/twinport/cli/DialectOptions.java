package dev.twinport.cli;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.DialectException;
import dev.twinport.dialect.DialectFile;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.route.Destination;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.session.SessionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the servers behind the routes greet, echo and log, and which of their containers does. */
public final class DialectOptions {

    @Option(names = "--dialect", paramLabel = "NAME|FILE", completionCandidates = BuiltIn.class, description = "How the servers greet, echo and log: ${COMPLETION-CANDIDATES}, or a file that describes it; else what they show.")
    private @Nullable String dialect;

    @Option(names = "--container", paramLabel = "NAME", description = "The container whose log shows the traffic, in pods that have it; else chosen by annotation and port.")
    private @Nullable String container;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * The settings with what was asked for.
     *
     * @throws ParameterException
     *             when there is no such dialect, or the file describes none
     */
    SessionSettings apply(SessionSettings settings, Wording wording) {
        try {
            Optional<Dialect> asked = dialect == null ? Optional.empty() : Optional.of(find(dialect));
            return settings.withDialect(asked).withContainer(Optional.ofNullable(container));
        } catch (DialectException e) {
            throw new ParameterException(spec.commandLine(), wording.say(e.sentence()));
        }
    }

    /**
     * Looks whether the container that was asked for is there.
     *
     * @throws ParameterException
     *             when no pod of the routes has it
     */
    void check(Collection<Route> routes, Wording wording) {
        Set<String> known = routes.stream().flatMap(route -> route.destinations().stream())
                .flatMap(DialectOptions::pods).flatMap(pod -> pod.containers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (container != null && !known.isEmpty() && !known.contains(container)) {
            throw new ParameterException(spec.commandLine(),
                    wording.say("dialect.noSuchContainer", container, String.join(", ", known)));
        }
    }

    private static Stream<PodTarget> pods(Destination destination) {
        return Stream.concat(destination.pods().stream(), destination.others().stream());
    }

    private static Dialect find(String nameOrFile) throws DialectException {
        Optional<Dialect> builtIn = Dialect.builtIn(nameOrFile);
        return builtIn.isPresent() ? builtIn.get() : read(nameOrFile);
    }

    private static Dialect read(String name) throws DialectException {
        Path file;
        try {
            file = Path.of(name);
        } catch (InvalidPathException _) {
            throw unknown(name);
        }
        if (Files.notExists(file)) {
            throw unknown(name);
        }
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than may be: that it is too long is then seen.
            return DialectFile.parse(name, new String(in.readNBytes(DialectFile.LONGEST + 1), StandardCharsets.UTF_8));
        } catch (IOException _) {
            throw new DialectException(Message.of("dialect.fileUnreadable", name));
        }
    }

    private static DialectException unknown(String name) {
        return new DialectException(Message.of("dialect.unknown", name,
                Dialect.BUILT_IN.stream().map(Dialect::name).collect(Collectors.joining(", "))));
    }

    /** The names shells complete. */
    static final class BuiltIn implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Dialect.BUILT_IN.stream().map(Dialect::name).iterator();
        }
    }
}
