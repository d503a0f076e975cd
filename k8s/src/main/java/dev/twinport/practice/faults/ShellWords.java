package dev.twinport.practice.faults;

import java.util.ArrayList;
import java.util.List;

/** A line of a shell script as words: blanks separate, quotes of both kinds hold together, # begins a comment. */
final class ShellWords {

    /** What a shell would do more with than take it as it is. */
    private static final String SPECIAL = "\\$`|&;<>()*?[]!~{}";

    private ShellWords() {
    }

    /**
     * The words; none for a blank line or a comment.
     *
     * @throws IllegalArgumentException
     *             when a quote is not closed, or outside of single quotes a character is used that a shell would expand
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == '\'') {
                word.append(c);
            } else if (quote == '"' ? "$`\\".indexOf(c) >= 0 : SPECIAL.indexOf(c) >= 0) {
                throw new IllegalArgumentException("'" + c + "' is for a shell, and no part of a fault's commands");
            } else if (quote == '"') {
                word.append(c);
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else if (c == '#' && !inWord) {
                break;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
