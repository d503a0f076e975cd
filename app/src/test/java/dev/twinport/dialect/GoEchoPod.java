package dev.twinport.dialect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What go-echo's tcp-echo.go writes into its log, as the kubelet gives it out again. */
public final class GoEchoPod {

    private static final String STAMP = "2026/11/24 18:00:01 ";

    private GoEchoPod() {
    }

    /** A connection's name. */
    public static String uuid(int number) {
        return "%08x-0000-4000-8000-%012x".formatted(number, number);
    }

    /** The two entries of one read, each as the lines it becomes. */
    public static List<List<String>> read(String uuid, byte[] bytes) {
        return List.of(List.of(raw(uuid, bytes)), text(uuid, bytes));
    }

    public static String raw(String uuid, byte[] bytes) {
        StringJoiner numbers = new StringJoiner(" ", "[", "]");
        for (byte one : bytes) {
            numbers.add(Integer.toString(Byte.toUnsignedInt(one)));
        }
        return STAMP + uuid + " - Received Raw Data: " + numbers;
    }

    /** Go's log adds a line feed where there is none; the container runtime drops a carriage return before one. */
    public static List<String> text(String uuid, byte[] bytes) {
        String entry = STAMP + uuid + " - Received Data (converted to string): "
                + new String(bytes, StandardCharsets.UTF_8);
        String ended = entry.endsWith("\n") ? entry.substring(0, entry.length() - 1) : entry;
        List<String> lines = new ArrayList<>();
        for (String line : ended.split("\n", -1)) {
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
        return lines;
    }

    public static String open(String uuid) {
        return STAMP + uuid + " - TCP connection open.";
    }

    public static String closed(String uuid) {
        return STAMP + uuid + " - TCP connection closed.";
    }

    public static RawLine line(String text) {
        return new RawLine(Instant.EPOCH, 1, text, false);
    }
}
