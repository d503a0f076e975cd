package dev.twinport.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a server greets. */
public enum Dialect {
    /**
     * The tutorial's server: on connecting it says on which node and pod it runs, as far as its environment tells it
     * (cjimti/go-echo).
     */
    GO_ECHO(Pattern.compile("^Running on Pod (\\S+)\\.$", Pattern.MULTILINE));

    private final Pattern podLine;

    Dialect(Pattern podLine) {
        this.podLine = podLine;
    }

    /** The pod a greeting names, if it is a greeting of this dialect and whole to the end of that line. */
    public Optional<String> podOf(String greeting) {
        Matcher matcher = podLine.matcher(greeting);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
