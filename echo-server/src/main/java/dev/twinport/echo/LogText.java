package dev.twinport.echo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Carries a client's bytes through a {@link String} without losing any of them.
 * <p>
 * The tutorial's server writes what it received to its log as it was. Text in UTF-8 is decoded, so that it reads as
 * text wherever a log entry is shown. A byte that is not part of UTF-8 text (binary data, half a character at the end
 * of a read) becomes the lone surrogate {@code U+DC00 + byte}, which no UTF-8 text decodes to; {@link #bytes} turns it
 * back. {@code bytes(of(x))} equals {@code x} for every {@code x}.
 */
public final class LogText {

    private static final int ESCAPE = 0xDC00;

    private LogText() {
    }

    /**
     * Makes bytes readable.
     *
     * @param bytes
     *            holds what was received
     * @param length
     *            how many of the bytes, from the first on
     *
     * @return the bytes as text
     */
    public static String of(byte[] bytes, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        // No sequence of bytes decodes to more chars than it has bytes, so the output cannot overflow.
        CharBuffer out = CharBuffer.allocate(length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int bad = 0; bad < result.length(); bad++) {
                out.put((char) (ESCAPE + Byte.toUnsignedInt(in.get())));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /**
     * Gives the bytes back.
     *
     * @param text
     *            a log entry, or a part of one that does not cut a character in two
     *
     * @return its UTF-8 bytes, with the bytes that are no UTF-8 as the client sent them
     */
    public static byte[] bytes(String text) {
        int escape = nextEscape(text, 0);
        if (escape < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        while (escape >= 0) {
            out.writeBytes(text.substring(from, escape).getBytes(StandardCharsets.UTF_8));
            out.write(text.charAt(escape) - ESCAPE);
            from = escape + 1;
            escape = nextEscape(text, from);
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static int nextEscape(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF) {
                return i;
            }
        }
        return -1;
    }
}
