package dev.twinport.practice.faults;

/**
 * What a client sees at one gateway port of the tutorial while a fault is there.
 *
 * @param connect
 *            {@code accepted}, {@code refused}, {@code timeout}, or {@code no-address} where there is nothing to dial
 * @param answer
 *            {@code v1} or {@code v2}: that version's pod greets and echoes; {@code both}: now one, now the other;
 *            {@code late v1}, {@code late v2}: the greeting comes after the first line only; {@code http-400}: an HTTP
 *            error after the first line; {@code nothing}
 * @param end
 *            {@code open}, or how the server ends it by itself: {@code closed}
 * @param flag
 *            response flag in the gateway's access log; {@code -} when there is none
 */
public record Symptom(String connect, String answer, String end, String flag) {
}
