package dev.twinport.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of bytes into lines, however it is cut into pieces. A line longer than {@link #LONGEST} is known by its
 * beginning. Characters of the lines are bytes (ISO-8859-1), so that any two of them can be compared. One thread.
 */
final class LineCutter {

    static final int LONGEST = 4 * 1024;

    private final StringBuilder rest = new StringBuilder();
    private boolean begun;

    /** Takes the next bytes; the lines that end in them, without line feed and a carriage return before it. */
    List<String> take(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (byte next : bytes) {
            begun = true;
            if (next == '\n') {
                lines.add(withoutReturn());
                rest.setLength(0);
                begun = false;
            } else if (rest.length() < LONGEST) {
                rest.append((char) (next & 0xFF));
            }
        }
        return lines;
    }

    /** The line that has not ended. */
    String rest() {
        return withoutReturn();
    }

    /** Whether a line has begun and not ended. */
    boolean isWithin() {
        return begun;
    }

    /** A line's characters as text. */
    static String text(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String withoutReturn() {
        int end = rest.length();
        return rest.substring(0, end > 0 && rest.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
