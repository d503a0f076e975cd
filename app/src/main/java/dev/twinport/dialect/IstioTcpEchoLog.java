package dev.twinport.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The log of Istio's tcp-echo:
 *
 * <pre>
 * listening on [::]:9000, prefix: one
 * request: hello
 * response: one hello
 * </pre>
 *
 * A request is one line, for the server reads up to a line feed, and each line is one write: a client that sends
 * {@code request: } makes {@code request: request: } of it. Connections have no name. A long line comes in pieces; a
 * piece that is not the first is payload whatever it begins with.
 */
final class IstioTcpEchoLog implements LogReader {

    private static final String REQUEST = "request: ";
    private static final List<String> OWN = List.of("response: ", "listening on ", "failed to read data, err:",
            "failed to accept connection, err:", "failed to create listener, err:");

    private Reading first = Reading.NOT_OURS;
    private boolean within;
    private long requests;
    private boolean inRequest;

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
        inRequest = false;
        first = Reading.DOUBTFUL;
        return List.of();
    }

    @Override
    public List<LogRecord> finish() {
        return List.of();
    }

    private Reading beginning(RawLine line) {
        String text = line.text();
        inRequest = text.startsWith(REQUEST);
        if (inRequest) {
            requests++;
            first = Reading.OURS;
            return record(line, REQUEST.length());
        }
        first = OWN.stream().anyMatch(text::startsWith) ? Reading.OURS : Reading.NOT_OURS;
        return first;
    }

    private Reading goingOn(RawLine line) {
        return inRequest ? record(line, 0) : first;
    }

    private Reading record(RawLine line, int from) {
        byte[] payload = line.text().substring(from).getBytes(StandardCharsets.UTF_8);
        return new Reading(Claim.OURS,
                List.of(new LogRecord(Optional.empty(), Long.toString(requests), payload, List.of(line), true)));
    }
}
