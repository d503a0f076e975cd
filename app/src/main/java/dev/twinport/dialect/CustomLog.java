package dev.twinport.dialect;

import dev.twinport.dialect.BoundedText.TooSlowException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log of which a regular expression says what in a line was received. A record is one line; of a line that comes in
 * pieces the first is looked at, and the others go on with its message if that went on to the first one's end.
 */
final class CustomLog implements LogReader {

    private final Pattern expression;
    private Reading first = Reading.NOT_OURS;
    private Optional<String> connection = Optional.empty();
    private boolean within;
    private boolean inMessage;
    private long lines;

    CustomLog(Pattern expression) {
        this.expression = expression;
    }

    @Override
    public Reading read(RawLine line) {
        Reading reading = within ? goingOn(line) : beginning(line);
        within = line.goesOn();
        return reading;
    }

    @Override
    public List<LogRecord> lost() {
        // The next line may be the rest of one whose beginning is missing.
        within = true;
        inMessage = false;
        first = Reading.DOUBTFUL;
        return List.of();
    }

    @Override
    public List<LogRecord> finish() {
        return List.of();
    }

    private Reading beginning(RawLine line) {
        lines++;
        inMessage = false;
        first = Reading.NOT_OURS;
        try {
            Optional<Matcher> found = BoundedText.find(expression, line.text());
            if (found.isPresent()) {
                first = Reading.OURS;
                return matched(line, found.get());
            }
        } catch (TooSlowException _) {
            first = Reading.DOUBTFUL;
        }
        return first;
    }

    private Reading matched(RawLine line, Matcher found) {
        Optional<String> message = CustomDialect.group(found, CustomDialect.MESSAGE);
        if (message.isEmpty()) {
            return Reading.OURS;
        }
        connection = CustomDialect.group(found, CustomDialect.CONNECTION).filter(name -> !name.isEmpty());
        inMessage = line.goesOn() && found.end(CustomDialect.MESSAGE) == line.text().length();
        return record(line, message.get());
    }

    private Reading goingOn(RawLine line) {
        return inMessage ? record(line, line.text()) : first;
    }

    private Reading record(RawLine line, String message) {
        // A message is told whole or not at all: one line's end never goes on in the next.
        return new Reading(Claim.OURS, List.of(new LogRecord(connection, Long.toString(lines),
                message.getBytes(StandardCharsets.UTF_8), List.of(line), true)));
    }
}
