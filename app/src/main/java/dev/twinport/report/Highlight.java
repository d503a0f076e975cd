package dev.twinport.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a token stands in a line: as text, or as the list of its bytes that some servers log. */
final class Highlight {

    private Highlight() {
    }

    /**
     * A piece of a line.
     *
     * @param marked
     *            whether it is the token
     */
    record Piece(String text, boolean marked) {
    }

    /** The line in pieces, which together are the line. */
    static List<Piece> of(String line, String token) {
        if (line.contains(token)) {
            return pieces(line, Pattern.compile(Pattern.quote(token)));
        }
        // A list of the token's bytes begins with its first; most lines do not hold that number.
        return line.contains(Integer.toString(token.charAt(0))) ? pieces(line, bytes(token))
                : List.of(new Piece(line, false));
    }

    /** {@code 116 119 112}, with spaces or commas between. */
    private static Pattern bytes(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        List<String> numbers = new ArrayList<>();
        for (byte one : bytes) {
            numbers.add(Integer.toString(Byte.toUnsignedInt(one)));
        }
        return Pattern.compile(numbers.stream().collect(Collectors.joining("[ ,]+", "(?<!\\d)", "(?!\\d)")));
    }

    private static List<Piece> pieces(String line, Pattern searched) {
        List<Piece> pieces = new ArrayList<>();
        int[] done = { 0 };
        searched.matcher(line).results().forEach(found -> {
            if (found.start() > done[0]) {
                pieces.add(new Piece(line.substring(done[0], found.start()), false));
            }
            pieces.add(new Piece(found.group(), true));
            done[0] = found.end();
        });
        if (done[0] < line.length()) {
            pieces.add(new Piece(line.substring(done[0]), false));
        }
        return pieces;
    }
}
