package dev.twinport.desktop.lines;

import dev.twinport.message.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * A line as a {@link LineView} shows it.
 *
 * @param mark
 *            one character before the line that says whose it is, without colour
 * @param kind
 *            the style class of the line
 * @param source
 *            where it comes from when several sources stand together; empty otherwise
 * @param text
 *            the text, every character visible
 * @param sentence
 *            said instead of the text, in the window's language
 */
public record Line(String mark, String kind, Instant time, String source, String text, Optional<Message> sentence) {

    /** Something that happened, among other lines. */
    public static Line event(Instant time, Message sentence) {
        return new Line("•", "event", time, "", "", Optional.of(sentence));
    }
}
