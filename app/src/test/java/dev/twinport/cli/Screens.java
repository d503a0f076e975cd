package dev.twinport.cli;

import java.util.Map;

/** Screens for tests. */
final class Screens {

    /** Files or pipes: no terminal. */
    static final Screen FILES = new Screen(false, false, Map.of(), () -> Screen.Size.USUAL);

    private Screens() {
    }

    /** Both streams lead to a terminal of this size. */
    static Screen terminal(int columns, int rows, Map<String, String> environment) {
        return new Screen(true, true, environment, () -> new Screen.Size(columns, rows));
    }
}
