package dev.twinport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code twinport __complete WORD...}: what the last word can become, a line each, and then a colon and a number, as
 * kubectl reads it from the completion of its plugins: 4 for no file names, 0 for file names.
 */
@Command(name = CompleteCommand.NAME, hidden = true)
final class CompleteCommand implements Callable<Integer> {

    static final String NAME = "__complete";

    private static final String NO_FILES = ":4";
    private static final String FILES = ":0";

    private final Terminal terminal;

    @Parameters(arity = "0..*")
    private final List<String> words = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompleteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String last = words.isEmpty() ? "" : words.getLast();
        String[] line = words.isEmpty() ? new String[] { "" } : words.toArray(String[]::new);
        List<CharSequence> endings = new ArrayList<>();
        AutoComplete.complete(spec.root(), line, line.length - 1, last.length(), 0, endings);
        List<String> whole = endings.stream().map(ending -> last + ending)
                .filter(word -> last.startsWith("-") || !word.startsWith("-")).sorted().distinct().toList();
        whole.forEach(terminal.out()::println);
        terminal.out().println(whole.isEmpty() ? FILES : NO_FILES);
        terminal.out().flush();
        return ExitCode.PROVEN;
    }
}
