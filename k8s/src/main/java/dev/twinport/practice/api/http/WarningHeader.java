package dev.twinport.practice.api.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The value of a {@code Warning} header as the API server writes it: {@code 299 - "sentence"}, no agent, no date (RFC
 * 7234, 5.5; {@code NewWarningHeader} in {@code k8s.io/apimachinery}).
 */
final class WarningHeader {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern TO_ESCAPE = Pattern.compile("[\"\\\\]");

    private WarningHeader() {
    }

    /** The value for a sentence; one character for each byte of its UTF-8, which is how headers are sent. */
    static String of(String sentence) {
        String oneLine = CONTROL.matcher(sentence).replaceAll(" ");
        String quoted = "299 - \"" + TO_ESCAPE.matcher(oneLine).replaceAll("\\\\$0") + '"';
        return new String(quoted.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
