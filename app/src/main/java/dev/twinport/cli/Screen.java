package dev.twinport.cli;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What the two streams of a command lead to.
 *
 * @param outIsTerminal
 *            whether the results are read by a person at a terminal
 * @param errIsTerminal
 *            whether progress is
 * @param environment
 *            the environment's variables: what people set about colours
 * @param size
 *            the terminal's size at this moment; asked for only where there is one
 */
public record Screen(boolean outIsTerminal, boolean errIsTerminal, Map<String, String> environment,
        Supplier<Size> size) {

    public Screen {
        environment = Map.copyOf(environment);
    }

    /** Columns and rows. */
    public record Size(int columns, int rows) {
        /** What is taken where nobody knows. */
        public static final Size USUAL = new Size(80, 24);
    }
}
