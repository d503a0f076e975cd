package dev.twinport.cli;

import dev.twinport.message.Message;

/** A failure nobody foresaw: a mistake in this program. */
public final class UnexpectedFailure {

    private UnexpectedFailure() {
    }

    /**
     * Says it in a sentence. What the failure itself says is left out, because nobody knows what it quotes.
     *
     * @param stackTrace
     *            whether to show where it happened, in its own words: for developers
     *
     * @return the exit code
     */
    public static int tell(Throwable failure, Terminal terminal, boolean stackTrace) {
        terminal.failure(Message.of("cli.unexpected", failure.getClass().getSimpleName()));
        if (stackTrace) {
            failure.printStackTrace(terminal.err());
            terminal.err().flush();
        }
        return ExitCode.UNEXPECTED;
    }
}
