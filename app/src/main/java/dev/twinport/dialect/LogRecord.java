package dev.twinport.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a server says in its log to have received in one go: one read, one line, as its dialect has it. */
public final class LogRecord {

    private final Optional<String> connection;
    private final String stream;
    private final byte[] payload;
    private final List<RawLine> lines;
    private final boolean certain;

    /**
     * @param connection
     *            the server's name for the connection, where its dialect has one
     * @param stream
     *            the same for records whose payloads follow one another without a gap: what is cut by the end of one
     *            goes on in the next
     * @param payload
     *            not copied: the caller gives it away
     * @param lines
     *            what it was made of, in order; never empty
     * @param certain
     *            false when lines were missing before it, so that a client may have written what looks like a record
     */
    LogRecord(Optional<String> connection, String stream, byte[] payload, List<RawLine> lines, boolean certain) {
        this.connection = connection;
        this.stream = stream;
        this.payload = payload;
        this.lines = List.copyOf(lines);
        this.certain = certain;
    }

    /** The server's name for the connection, where its dialect has one. */
    public Optional<String> connection() {
        return connection;
    }

    /** The same for records whose payloads follow one another: what the end of one cuts goes on in the next. */
    public String stream() {
        return stream;
    }

    /** The received bytes; a copy. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The log lines it was made of, in their order. */
    public List<RawLine> lines() {
        return lines;
    }

    /** Whether it can only be the server's; else lines are missing before it, and a client may have written it. */
    public boolean isCertain() {
        return certain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogRecord record && connection.equals(record.connection) && stream.equals(record.stream)
                && Arrays.equals(payload, record.payload) && lines.equals(record.lines) && certain == record.certain;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(payload) * 31 + lines.hashCode();
    }

    /** Its size only: what people send is not for logs. */
    @Override
    public String toString() {
        return "record of " + payload.length + " bytes in " + lines.size() + " lines";
    }
}
