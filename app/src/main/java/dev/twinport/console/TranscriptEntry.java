package dev.twinport.console;

import dev.twinport.message.Message;
import java.time.Instant;

/** One entry of a transcript. */
public sealed interface TranscriptEntry {

    /** 0, 1, 2 ... without gaps. */
    long sequence();

    Instant time();

    /** Bytes given to the socket. */
    record Sent(long sequence, Instant time, Bytes bytes) implements TranscriptEntry {
    }

    /** What one read of the socket gave: TCP has no messages, so an entry may hold half a line or three. */
    record Received(long sequence, Instant time, Bytes bytes) implements TranscriptEntry {
    }

    /** Something that happened: connected, refused, closed, ... */
    record Event(long sequence, Instant time, Message sentence) implements TranscriptEntry {
    }
}
