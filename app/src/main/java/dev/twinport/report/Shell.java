package dev.twinport.report;

import java.util.regex.Pattern;

/** The shells that commands are written for. */
public enum Shell {
    /** And zsh, dash and every other of that family. */
    BASH("[A-Za-z0-9_/][A-Za-z0-9_/:=.,@%+-]*|--?[a-z-]+", "'") {
        @Override
        String quoted(String word) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
    },
    /** From version 5.1 on. */
    POWERSHELL("[A-Za-z0-9_/][A-Za-z0-9_/:=.-]*|--?[a-z-]+", "'\u2018\u2019\u201a\u201b") {
        @Override
        String quoted(String word) {
            // PowerShell takes typographic quotes for the plain one; each is written twice to stand for itself.
            return "'" + word.replaceAll("([" + quotes + "])", "$1$1") + "'";
        }
    };

    private final Pattern plain;
    final String quotes;

    /**
     * @param plain
     *            words that mean nothing but themselves
     * @param quotes
     *            the characters that end a quoted word
     */
    Shell(String plain, String quotes) {
        this.plain = Pattern.compile(plain);
        this.quotes = quotes;
    }

    abstract String quoted(String word);

    /** The word as it is written so that the program gets exactly this; without quotes where none are needed. */
    public String word(String word) {
        return plain.matcher(word).matches() ? word : quoted(word);
    }
}
