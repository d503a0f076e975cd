package dev.twinport.podlog;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which lines of a log are shown. It never decides what is taken: a line that is hidden is still kept and counted.
 *
 * @param expression
 *            a regular expression found anywhere in the line
 * @param on
 *            whether the filter applies
 */
public record LogFilter(Pattern expression, boolean on) {

    /** The tutorial's {@code grep Received}. */
    public static final LogFilter RECEIVED = new LogFilter(Pattern.compile("Received"), true);

    /**
     * A filter that applies.
     *
     * @throws PatternSyntaxException
     *             when the text is no regular expression; its description says where
     */
    public static LogFilter of(String expression) {
        return new LogFilter(Pattern.compile(expression), true);
    }

    public LogFilter switched(boolean on) {
        return new LogFilter(expression, on);
    }

    public boolean shows(LogLine line) {
        return !on || expression.matcher(line.text()).find();
    }
}
