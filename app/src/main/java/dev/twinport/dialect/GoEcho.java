package dev.twinport.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tutorial's server, {@code github.com/cjimti/go-echo}, and the one of this project that stands in for it: greets
 * with the names its environment tells it, sends back every byte as it came, and logs each read twice (see
 * {@link GoEchoLog}).
 */
final class GoEcho implements Dialect {

    /**
     * A pod's name ends in a letter or digit, and may hold dots. Some releases end the sentence's line, others go on
     * with "With IP address" in the same one.
     */
    private static final Pattern POD = Pattern
            .compile("(?md)^Running on Pod ([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)\\.(?=$|[A-Z])");

    @Override
    public String name() {
        return "go-echo";
    }

    /** It needs none, but a line that is ended can be read in its log. */
    @Override
    public LineEnding lineEnding() {
        return LineEnding.LF;
    }

    @Override
    public Optional<String> podOf(String greeting, boolean whole) {
        Matcher matcher = POD.matcher(greeting);
        // At the end of what has come, the dot may be one within the name.
        return matcher.find() && (whole || matcher.end() < greeting.length()) ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    @Override
    public Optional<Echo> echo(String line, String message) {
        return line.endsWith(message) ? Optional.of(Echo.BARE) : Optional.empty();
    }

    @Override
    public boolean echoNeedsWholeLine() {
        return false;
    }

    @Override
    public LogReader logReader() {
        return new GoEchoLog();
    }
}
