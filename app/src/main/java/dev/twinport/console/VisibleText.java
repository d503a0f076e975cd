package dev.twinport.console;

import java.util.HexFormat;

/**
 * Makes the characters visible that a screen would obey or swallow: control characters stand as their Unicode pictures
 * ({@code ␀ ␍ ␛}), characters that turn the direction of writing or break lines as their code in brackets. A tab stays
 * a tab. Each character is treated by itself, so text may be given in any pieces.
 */
public final class VisibleText {

    private static final int PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private VisibleText() {
    }

    /** The text with every character visible. */
    public static String of(String text) {
        if (text.chars().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> append(visible, (char) character));
        return visible.toString();
    }

    /** Appends the character, or what stands for it. */
    static void append(StringBuilder to, char character) {
        if (!isHidden(character)) {
            to.append(character);
        } else if (character < ' ') {
            to.append((char) (PICTURES + character));
        } else if (character == 0x7f) {
            to.append((char) PICTURE_OF_DELETE);
        } else {
            to.append('<').append(HexFormat.of().withUpperCase().toHexDigits(character)).append('>');
        }
    }

    private static boolean isHidden(int character) {
        boolean control = (character < ' ' && character != '\t') || (character >= 0x7f && character <= 0x9f);
        boolean direction = character == 0x061c || (character >= 0x200b && character <= 0x200f)
                || (character >= 0x202a && character <= 0x202e) || (character >= 0x2060 && character <= 0x206f);
        boolean lineBreak = character == 0x2028 || character == 0x2029;
        return control || direction || lineBreak || character == 0xfeff;
    }
}
