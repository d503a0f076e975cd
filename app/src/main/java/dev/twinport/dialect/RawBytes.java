package dev.twinport.dialect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as Go prints them: {@code [104 101 108 108 111 10]}. */
final class RawBytes {

    private RawBytes() {
    }

    /**
     * Reads the numbers from behind the opening bracket to the closing one, which must end the text.
     *
     * @param most
     *            more than that many are not read
     *
     * @return null when it is anything else
     */
    static byte @Nullable [] parse(String text, int from, int most) {
        int last = text.length() - 1;
        if (last < from || text.charAt(last) != ']') {
            return null;
        }
        byte[] bytes = new byte[Math.min(most, (last - from + 1) / 2 + 1)];
        int count = 0;
        int at = from;
        while (at < last) {
            int number = 0;
            int start = at;
            while (at < last && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - start < 3) {
                number = number * 10 + text.charAt(at++) - '0';
            }
            boolean ended = at == last || (text.charAt(at) == ' ' && at + 1 < last);
            if (at == start || number > 0xFF || !ended || count == most) {
                return null;
            }
            bytes[count++] = (byte) number;
            at += at < last ? 1 : 0;
        }
        return Arrays.copyOf(bytes, count);
    }
}
