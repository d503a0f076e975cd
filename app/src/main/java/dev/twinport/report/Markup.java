package dev.twinport.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML, and HTML that is XML as well: whatever text it is given, what it writes is well-formed. An element
 * without content still has an end tag, as HTML asks; those of HTML that must not have one are written by
 * {@link #empty}.
 */
final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins with a first line that is written as it stands.
     *
     * @param prolog
     *            an XML declaration or a document type, without line feed
     */
    Markup(String prolog) {
        out.append(prolog).append('\n');
    }

    /**
     * Opens an element.
     *
     * @param attributes
     *            names and values in turn
     */
    Markup open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** Closes the element that was opened last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Markup empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>");
        return this;
    }

    Markup element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    Markup text(String text) {
        append(text, false);
        return this;
    }

    /** For the reader of the source only. */
    Markup line() {
        out.append('\n');
        return this;
    }

    /** Text of this program's own, without a character to escape: style sheets are not escaped in HTML. */
    Markup own(String text) {
        if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
            throw new IllegalArgumentException("to be escaped: " + text);
        }
        out.append(text);
        return this;
    }

    /** All that was written. */
    String written() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("open: " + open);
        }
        return out.append('\n').toString();
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            append(attributes[i + 1], true);
            out.append('"');
        }
    }

    private void append(String text, boolean attribute) {
        if (text.chars().allMatch(Markup::isPlain)) {
            out.append(text);
        } else {
            text.codePoints().filter(Markup::isAllowed).forEach(character -> escape(character, attribute));
        }
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character < 0x7f && character != '&' && character != '<' && character != '>'
                && character != '"';
    }

    private void escape(int character, boolean attribute) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\r' -> out.append("&#13;");
            case '\n', '\t' -> {
                if (attribute) {
                    out.append("&#").append(character).append(';');
                } else {
                    out.append((char) character);
                }
            }
            default -> out.appendCodePoint(character);
        }
    }

    /** What XML 1.0 lets a document hold, but for what Unicode says is no character. */
    private static boolean isAllowed(int character) {
        return character == '\t' || character == '\n' || character == '\r' || (character >= 0x20 && character < 0xd800)
                || (character >= 0xe000 && character < 0xfffe)
                || (character >= 0x10000 && (character & 0xfffe) != 0xfffe);
    }
}
