package dev.twinport.proof;

import dev.twinport.message.Message;
import dev.twinport.route.PodName;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of one line that was typed into a console.
 *
 * @param id
 *            which line it is
 * @param text
 *            what was typed, without its line ending
 * @param echoed
 *            after how long it came back; empty when it has not
 * @param logged
 *            what the pods' logs say of it
 */
public record TypedLine(Id id, String text, Optional<Duration> echoed, Logged logged) {

    /**
     * Where a line begins in the transcript.
     *
     * @param entry
     *            the sequence of the entry
     * @param index
     *            0 for the first line that begins in that entry, 1 for the second ...
     */
    public record Id(long entry, int index) {
    }

    /** What the pods' logs say of a line. */
    public sealed interface Logged {

        /** Nothing so far. */
        record NotYet() implements Logged {
        }

        /** This pod logged it. */
        record By(PodName pod) implements Logged {
        }

        /** Which pod logged it, or whether one did, cannot be told. */
        record Unclear(Message why) implements Logged {
        }
    }
}
