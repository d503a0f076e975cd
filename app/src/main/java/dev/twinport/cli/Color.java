package dev.twinport.cli;

import java.util.Map;

/** When to use colours, named as on the command line. */
enum Color {
    auto, always, never;

    /**
     * Whether to use colours. An option outweighs the environment; {@code NO_COLOR} (no-color.org) outweighs
     * {@code CLICOLOR_FORCE} and {@code CLICOLOR} (bixense.com/clicolors), and those what the stream is.
     */
    boolean isOn(Screen screen) {
        return switch (this) {
            case always -> true;
            case never -> false;
            case auto -> automatic(screen.environment(), screen.outIsTerminal());
        };
    }

    private static boolean automatic(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
            return true;
        }
        return terminal && !environment.getOrDefault("CLICOLOR", "1").equals("0")
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
