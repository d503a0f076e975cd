package dev.twinport.console;

import dev.twinport.message.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a transcript as it is shown.
 *
 * @param time
 *            when its first byte was sent or received, or when the event happened
 * @param text
 *            the line without its line feed, every character visible; empty for an event
 * @param sentence
 *            what happened, for an event
 * @param continued
 *            whether it goes on with a line that was split because it was too long, or was interrupted
 */
public record TranscriptLine(Kind kind, Instant time, String text, Optional<Message> sentence, boolean continued) {

    /** Whose line it is. */
    public enum Kind {
        SENT, RECEIVED, EVENT
    }

    static TranscriptLine event(Instant time, Message sentence) {
        return new TranscriptLine(Kind.EVENT, time, "", Optional.of(sentence), false);
    }
}
