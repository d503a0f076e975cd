package dev.twinport.console;

import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import java.time.Duration;
import java.time.Instant;

/** Where a console is in its life. It may be connected again after it has ended. */
public sealed interface ConsoleState {

    /** Not connected yet. */
    record Idle() implements ConsoleState {
    }

    record Connecting(Entry entry) implements ConsoleState {
    }

    /**
     * Bytes flow both ways.
     *
     * @param resolve
     *            how long it took to find the address of the entry's name
     * @param connect
     *            how long it took from there to the open connection
     */
    record Open(Entry entry, Instant since, Duration resolve, Duration connect) implements ConsoleState {
    }

    /**
     * The conversation is over.
     *
     * @param symptom
     *            how it ended
     * @param opened
     *            whether it was open before it ended
     * @param received
     *            how many bytes came from the peer before
     * @param sentence
     *            the same as a sentence
     */
    record Ended(Entry entry, Symptom symptom, boolean opened, long received, Message sentence)
            implements ConsoleState {
    }
}
