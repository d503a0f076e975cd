package dev.twinport.dialect;

import dev.twinport.dialect.BoundedText.TooSlowException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dialect that somebody has described by regular expressions. One that needs too long for a text has not found
 * anything in it.
 *
 * @param banner
 *            found in the greeting, with a group {@code pod}
 * @param echo
 *            found in a received line, with a group {@code message} and perhaps {@code version}
 * @param log
 *            found in a log line, with a group {@code message} and perhaps {@code connection}
 */
record CustomDialect(String name, LineEnding lineEnding, Optional<Pattern> banner, Optional<Pattern> echo,
        Optional<Pattern> log) implements Dialect {

    private static final Pattern POD_NAME = Pattern.compile("[a-z0-9][-.a-z0-9]{0,252}");

    static final String POD = "pod";
    static final String MESSAGE = "message";
    static final String VERSION = "version";
    static final String CONNECTION = "connection";

    @Override
    public Optional<String> podOf(String greeting, boolean whole) {
        // A line that has not ended may go on, and the pod's name with it.
        String lines = whole ? greeting : greeting.substring(0, greeting.lastIndexOf('\n') + 1);
        return banner.flatMap(expression -> find(expression, lines)).flatMap(found -> group(found, POD))
                .filter(pod -> POD_NAME.matcher(pod).matches());
    }

    @Override
    public Optional<Echo> echo(String line, String message) {
        if (echo.isEmpty()) {
            return line.contains(message) ? Optional.of(Echo.BARE) : Optional.empty();
        }
        return find(echo.get(), line)
                .filter(found -> group(found, MESSAGE).filter(text -> text.contains(message)).isPresent())
                .map(found -> new Echo(group(found, VERSION).filter(version -> !version.isBlank())));
    }

    @Override
    public boolean echoNeedsWholeLine() {
        return echo.isPresent() && lineEnding != LineEnding.NONE;
    }

    @Override
    public LogReader logReader() {
        return log.<LogReader> map(CustomLog::new).orElseGet(PlainLog::new);
    }

    /** What the group matched; empty where there is no such group, or it has no part in the match. */
    static Optional<String> group(Matcher found, String name) {
        return found.namedGroups().containsKey(name) ? Optional.ofNullable(found.group(name)) : Optional.empty();
    }

    private static Optional<Matcher> find(Pattern expression, String text) {
        try {
            return BoundedText.find(expression, text);
        } catch (TooSlowException _) {
            return Optional.empty();
        }
    }
}
