package dev.twinport.dialect;

/**
 * Compares a client's text with how a log shows it. On its way some characters change: the container runtime drops a
 * carriage return at a line's end, and bytes that are no text become question marks of one kind or another. So only
 * what can be seen and is ASCII must be the same, in the same order, and that tells a client's line from a server's.
 */
final class SameText {

    private SameText() {
    }

    /** Whether {@code shown} shows {@code sent} from {@code from} on. */
    static boolean isSame(String sent, String shown, int from) {
        int one = skip(sent, 0);
        int other = skip(shown, from);
        while (one < sent.length() && other < shown.length() && sent.charAt(one) == shown.charAt(other)) {
            one = skip(sent, one + 1);
            other = skip(shown, other + 1);
        }
        return one == sent.length() && other == shown.length();
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && !counts(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean counts(char c) {
        return c > ' ' && c < 0x7F && c != '?';
    }
}
