package dev.twinport.practice.access;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Text in quotation marks, as the API server's messages have names of users and resources (Go's {@code %q}). */
public final class Quoted {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private Quoted() {
    }

    /** In double quotes, with what cannot be printed escaped. */
    public static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (character < FIRST_PRINTABLE || character == DELETE) {
                        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) character));
                    } else {
                        quoted.appendCodePoint(character);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** {@code ["a" "b"]}. */
    static String list(List<String> texts) {
        return texts.stream().map(Quoted::text).collect(Collectors.joining(" ", "[", "]"));
    }
}
