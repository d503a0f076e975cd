package dev.twinport.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A log of which only this is known, that it shows what was received: each line is a record. */
final class PlainLog implements LogReader {

    private long lines;
    private boolean within;

    @Override
    public Reading read(RawLine line) {
        if (!within) {
            lines++;
        }
        within = line.goesOn();
        return new Reading(Claim.OURS, List.of(new LogRecord(Optional.empty(), Long.toString(lines),
                line.text().getBytes(StandardCharsets.UTF_8), List.of(line), true)));
    }

    @Override
    public List<LogRecord> lost() {
        within = false;
        return List.of();
    }

    @Override
    public List<LogRecord> finish() {
        return List.of();
    }
}
