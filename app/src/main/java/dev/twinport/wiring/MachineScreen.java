package dev.twinport.wiring;

import dev.twinport.cli.Screen;
import dev.twinport.cli.Screen.Size;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What this process' streams lead to. */
final class MachineScreen {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, String> environment;
    private Size size = Size.USUAL;
    private long asked = System.nanoTime() - FRESH_NANOS;

    private MachineScreen(Map<String, String> environment) {
        this.environment = environment;
    }

    static Screen of(Map<String, String> environment, boolean windows) {
        // An old Windows console shows escape sequences as they are; a new terminal says who it is.
        boolean capable = !windows || environment.containsKey("WT_SESSION") || environment.containsKey("TERM");
        return new Screen(capable && isTerminal(1), capable && isTerminal(2), environment,
                new MachineScreen(environment)::size);
    }

    /** Java tells only of input and output together; Linux of each descriptor. */
    @SuppressWarnings("SystemConsoleNull") // a runtime linked without jdk.internal.le has none where there is no
                                           // terminal
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    /** The size now, at most a second old: a window may be drawn larger at any time. */
    private synchronized Size size() {
        @Nullable
        Size fixed = size(environment.getOrDefault("LINES", "") + " " + environment.getOrDefault("COLUMNS", ""));
        if (fixed != null) {
            return fixed;
        }
        if (System.nanoTime() - asked >= FRESH_NANOS) {
            size = askTerminal();
            asked = System.nanoTime();
        }
        return size;
    }

    private static Size askTerminal() {
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return Size.USUAL;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(terminal).redirectError(Redirect.DISCARD)
                    .start();
            Size found = size(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return found == null ? Size.USUAL : found;
        } catch (IOException _) {
            return Size.USUAL;
        }
    }

    private static @Nullable Size size(String rowsAndColumns) {
        Matcher size = SIZE.matcher(rowsAndColumns);
        if (!size.matches()) {
            return null;
        }
        int rows = Integer.parseInt(size.group(1));
        int columns = Integer.parseInt(size.group(2));
        return rows == 0 || columns == 0 ? null : new Size(columns, rows);
    }
}
