package dev.twinport.report;

import java.util.regex.Pattern;

/** Pieces of Markdown that show any text as it is. */
final class Markdown {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+.!|~&@:-]");
    private static final int SHORTEST_FENCE = 3;

    private Markdown() {
    }

    /** Running text: nothing in it is a link, a tag, a person or emphasis. */
    static String text(String text) {
        return SPECIAL.matcher(oneLine(text)).replaceAll(found -> isHarmless(found.group()) ? "$0" : "\\\\$0");
    }

    /** Characters that mean something only at the beginning of a line, where none of ours stands. */
    private static boolean isHarmless(String character) {
        return "().:+-".contains(character);
    }

    /** Text in a fixed font, within a line. */
    static String code(String text) {
        String line = oneLine(text);
        String fence = "`".repeat(longestRun(line) + 1);
        boolean padded = line.startsWith("`") || line.endsWith("`") || line.isBlank();
        return padded ? fence + " " + line + " " + fence : fence + line + fence;
    }

    /** Lines in a fixed font. Ends with a line feed. */
    static String block(String language, String lines) {
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(lines) + 1));
        return fence + language + "\n" + lines + (lines.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n\\u2028\\u2029]+\\s*", " ");
    }
}
