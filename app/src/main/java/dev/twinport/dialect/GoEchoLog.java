package dev.twinport.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log of go-echo. Each read of up to 1,024 bytes is logged twice, each time in one write:
 *
 * <pre>
 * 2018/10/17 07:32:29 UUID - Received Raw Data: [104 101 108 108 111 10]
 * 2018/10/17 07:32:29 UUID - Received Data (converted to string): hello
 * </pre>
 *
 * The second entry holds what the client sent as it was, line feeds included, so its further lines are a client's words
 * and may look like the server's. The first entry says which bytes they are. So a line that the bytes of an entry lead
 * one to expect is that entry's, and only a line that it does not expect can be the server's own. This also holds where
 * lines of another writer stand between them.
 * <p>
 * After missing lines one may be in the middle of an entry, but of no more than one read: what comes within that many
 * bytes is doubtful. The beginning of what is read is not: an entry that was begun before a token was made up cannot
 * hold it.
 */
final class GoEchoLog implements LogReader {

    static final int LONGEST_READ = 1024;

    private static final int MOST_CONNECTIONS = 4096;
    private static final int UUID = 36;
    private static final String STAMP = "0000/00/00 00:00:00 ";
    private static final String SEPARATOR = " - ";
    private static final String RAW = "Received Raw Data: [";
    private static final String TEXT = "Received Data (converted to string): ";
    private static final String OPEN = "TCP connection open.";
    private static final String CLOSED = "TCP connection closed.";
    private static final List<String> OWN = List.of("Listening on TCP port ", "Cannot accept a connection (");

    /** Reads whose bytes are known and whose text has not come yet. */
    private final Map<String, Read> awaited = new LinkedHashMap<>();
    /** The read whose text is coming: one, for an entry is one write. */
    private @Nullable Read coming;
    private boolean within;
    /** Bytes read since the beginning or since lines were missing, counted no further than it matters. */
    private int position;
    private boolean afterLoss;

    @Override
    public Reading read(RawLine line) {
        List<LogRecord> records = new ArrayList<>(1);
        Claim claim = claim(line, records);
        // go-echo writes no line so long that it comes in pieces: pieces are of something else.
        within = line.goesOn();
        position = Math.min(LONGEST_READ + 1, position + line.text().length() + 1);
        if (records.isEmpty()) {
            return switch (claim) {
                case OURS -> Reading.OURS;
                case DOUBTFUL -> Reading.DOUBTFUL;
                case NOT_OURS -> Reading.NOT_OURS;
            };
        }
        return new Reading(claim, records);
    }

    @Override
    public List<LogRecord> lost() {
        List<LogRecord> records = finish();
        afterLoss = true;
        position = 0;
        // It may be the rest of a line whose beginning is missing.
        within = true;
        return records;
    }

    @Override
    public List<LogRecord> finish() {
        List<LogRecord> records = new ArrayList<>();
        if (coming != null) {
            records.add(coming.record());
            coming = null;
        }
        awaited.values().forEach(read -> records.add(read.record()));
        awaited.clear();
        return records;
    }

    private Claim claim(RawLine line, List<LogRecord> records) {
        if (within || line.goesOn()) {
            return unknown();
        }
        Read expecting = coming;
        if (expecting != null && expecting.takes(line, 0)) {
            if (expecting.isWhole()) {
                coming = null;
                records.add(expecting.record());
            }
            return Claim.OURS;
        }
        String text = line.text();
        if (!isStamped(text)) {
            return unknown();
        }
        int entry = STAMP.length() + UUID + SEPARATOR.length();
        String connection = text.length() > entry ? text.substring(STAMP.length(), STAMP.length() + UUID) : "";
        if (!text.startsWith(SEPARATOR, STAMP.length() + UUID) || !isUuid(connection)) {
            boolean own = OWN.stream().anyMatch(words -> text.startsWith(words, STAMP.length()));
            return own && !isDoubtful() ? Claim.OURS : unknown();
        }
        if (text.startsWith(RAW, entry)) {
            return raw(line, connection, entry + RAW.length(), records);
        }
        if (text.startsWith(TEXT, entry)) {
            return text(line, connection, entry + TEXT.length(), records);
        }
        if (text.startsWith(OPEN, entry) || text.startsWith(CLOSED, entry)) {
            entryBegins(records);
            neverTold(connection, records);
            return Claim.OURS;
        }
        return unknown();
    }

    private Claim raw(RawLine line, String connection, int from, List<LogRecord> records) {
        byte @Nullable [] bytes = RawBytes.parse(line.text(), from, LONGEST_READ);
        if (bytes == null) {
            return unknown();
        }
        entryBegins(records);
        neverTold(connection, records);
        awaited.put(connection, new Read(connection, bytes, line, !isDoubtful()));
        if (awaited.size() > MOST_CONNECTIONS) {
            Iterator<Read> oldest = awaited.values().iterator();
            records.add(oldest.next().record());
            oldest.remove();
        }
        return Claim.OURS;
    }

    private Claim text(RawLine line, String connection, int from, List<LogRecord> records) {
        entryBegins(records);
        @Nullable
        Read read = awaited.remove(connection);
        if (read == null) {
            // Its bytes were told before the first line read, or that line is missing: its length cannot be known.
            missed();
        } else if (!read.takes(line, from)) {
            records.add(read.record());
            missed();
        } else if (read.isWhole()) {
            records.add(read.record());
        } else {
            coming = read;
        }
        return Claim.OURS;
    }

    /** An entry of the server's begins although the last one was not told to its end: lines are missing. */
    private void entryBegins(List<LogRecord> records) {
        if (coming != null) {
            records.add(coming.record());
            coming = null;
            missed();
        }
    }

    /** A connection says something new although its last read was not told as text: lines are missing. */
    private void neverTold(String connection, List<LogRecord> records) {
        @Nullable
        Read read = awaited.remove(connection);
        if (read != null) {
            records.add(read.record());
            missed();
        }
    }

    private void missed() {
        // At the beginning it is explained otherwise: by an entry one has come into the middle of.
        if (afterLoss || position > LONGEST_READ) {
            afterLoss = true;
            position = 0;
        }
    }

    private boolean isDoubtful() {
        return afterLoss && position <= LONGEST_READ;
    }

    private Claim unknown() {
        return isDoubtful() ? Claim.DOUBTFUL : Claim.NOT_OURS;
    }

    private static boolean isStamped(String text) {
        if (text.length() < STAMP.length()) {
            return false;
        }
        for (int i = 0; i < STAMP.length(); i++) {
            char expected = STAMP.charAt(i);
            char actual = text.charAt(i);
            if (expected == '0' ? actual < '0' || actual > '9' : actual != expected) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUuid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return text.length() == UUID;
    }

    /** One read of the server's, on its way through the log. */
    private static final class Read {

        private final String connection;
        private final byte[] bytes;
        private final List<RawLine> lines = new ArrayList<>(2);
        private final boolean certain;
        private int next;
        private boolean begun;

        Read(String connection, byte[] bytes, RawLine line, boolean certain) {
            this.connection = connection;
            this.bytes = bytes;
            this.certain = certain;
            lines.add(line);
        }

        /** Takes the line, if from {@code from} on it is the next one the bytes lead one to expect. */
        boolean takes(RawLine line, int from) {
            int end = next;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String expected = new String(bytes, next, end - next, StandardCharsets.UTF_8);
            if (!SameText.isSame(expected, line.text(), from)) {
                return false;
            }
            next = Math.min(bytes.length, end + 1);
            begun = true;
            lines.add(line);
            return true;
        }

        /** The last line feed is the payload's own, or else the log's. */
        boolean isWhole() {
            return begun && next == bytes.length;
        }

        LogRecord record() {
            return new LogRecord(Optional.of(connection), connection, bytes, lines, certain);
        }
    }
}
