package dev.twinport.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinport completion}: what a shell needs to complete this program's command line. */
@Command(name = "completion", description = "Print what a shell needs to complete twinport's commands and options.%nbash, zsh: source <(twinport completion bash)%nfish: twinport completion fish | source", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
final class CompletionCommand implements Callable<Integer> {

    private static final String PROGRAM = "twinport";

    /** fish asks the program at each tab; where the program knows nothing, fish's own file names are taken. */
    private static final String FISH = """
            function __twinport_complete
                set -l words (commandline -opc)
                set -l answer (twinport __complete $words[2..] (commandline -ct) 2>/dev/null)
                if test "$answer[-1]" = ":0"
                    __fish_complete_path (commandline -ct)
                else
                    string match -v ':*' -- $answer
                end
            end
            complete -c twinport -f -a '(__twinport_complete)'
            """;

    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The shells there is a script for; named as on the command line. bash and zsh take the same. */
    private enum Shell {
        bash, zsh, fish
    }

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(shell == Shell.fish ? FISH : AutoComplete.bash(PROGRAM, spec.root().commandLine()));
        terminal.out().flush();
        return ExitCode.PROVEN;
    }
}
