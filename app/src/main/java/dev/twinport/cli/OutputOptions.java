package dev.twinport.cli;

import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.report.Redaction;
import dev.twinport.report.Report;
import dev.twinport.report.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In which forms the results are told, and where. */
final class OutputOptions {

    @Option(names = { "-o",
            "--output" }, paramLabel = "FORMAT[=FILE]", converter = OutputText.class, completionCandidates = OutputText.Names.class, description = "${COMPLETION-CANDIDATES}: to the standard output, or to a file, which is written when all is done; may be given several times. Without one for the standard output, text goes there.")
    private final List<Output> outputs = new ArrayList<>();

    @Option(names = "--redact", paramLabel = "WHAT", defaultValue = "secrets", description = "What to take out of the results: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); addresses are those of nodes, pods and load balancers. What is shown while it runs is as it is.")
    private Redacted redact = Redacted.secrets;

    @Option(names = "--commands", paramLabel = "SHELL", arity = "0..1", fallbackValue = "bash", description = "In the text, below each result, the commands that show the same by hand: ${COMPLETION-CANDIDATES}.")
    private @Nullable CommandShell commands;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** What to take out; named as on the command line. */
    private enum Redacted {
        none(Redaction.NONE), secrets(Redaction.SECRETS), addresses(Redaction.ADDRESSES);

        private final Redaction redaction;

        Redacted(Redaction redaction) {
            this.redaction = redaction;
        }
    }

    /** For which shell; named as on the command line. */
    private enum CommandShell {
        bash(Shell.BASH), powershell(Shell.POWERSHELL);

        private final Shell shell;

        CommandShell(Shell shell) {
            this.shell = shell;
        }
    }

    /** Whether the results can be told one by one, before the report is whole. */
    boolean oneByOne() {
        return textOut() && redact != Redacted.addresses;
    }

    /** For which shell the text tells commands. */
    Optional<Shell> commands() {
        return Optional.ofNullable(commands).map(asked -> asked.shell);
    }

    /** Whether nothing is written but text to the standard output. */
    boolean isText() {
        return outputs.isEmpty();
    }

    /** Whether anything but text is written: only that needs versions. */
    boolean wantsReport() {
        return outputs.stream().anyMatch(output -> output.format().isPresent());
    }

    /** The report without what is to be taken out. */
    Report redacted(Report report) {
        return redact.redaction.apply(report);
    }

    /**
     * Refuses what cannot be written, before anything is asked of a cluster.
     *
     * @throws ParameterException
     *             when two want the standard output or one file, or a file cannot be written
     */
    void check(Wording wording) {
        if (outputs.stream().filter(output -> output.file().isEmpty()).count() > 1) {
            throw new ParameterException(spec.commandLine(), wording.say("cli.outputTwice"));
        }
        Set<Path> files = new HashSet<>();
        for (Path file : outputs.stream().flatMap(output -> output.file().stream()).toList()) {
            if (!files.add(file.toAbsolutePath().normalize())) {
                throw new ParameterException(spec.commandLine(), wording.say("cli.outputFileTwice", file.toString()));
            }
            OutputFile.problem(file).ifPresent(problem -> {
                throw new ParameterException(spec.commandLine(), wording.say(problem));
            });
        }
    }

    /** Whether the standard output is for text. */
    boolean textOut() {
        return outputs.stream().filter(output -> output.file().isEmpty()).allMatch(Output.TEXT::equals);
    }

    /**
     * Writes what is not told already: every form but text on the standard output.
     *
     * @param text
     *            the report as text
     *
     * @return whether all could be written; what could not is said
     */
    boolean write(Report report, Function<Report, String> text, Terminal terminal) {
        boolean written = true;
        for (Output output : outputs) {
            String content = output.format().map(format -> format.write(report, terminal.wording()))
                    .orElseGet(() -> text.apply(report));
            if (output.file().isPresent()) {
                written &= write(output.file().get(), content, terminal);
            } else if (output.format().isPresent()) {
                terminal.out().print(content);
                terminal.out().flush();
            }
        }
        return written;
    }

    private static boolean write(Path file, String content, Terminal terminal) {
        try {
            OutputFile.write(file, content);
            return true;
        } catch (IOException e) {
            terminal.failure(Message.of("cli.outputFailed", file.toString(), e.getClass().getSimpleName()));
            return false;
        }
    }
}
