package dev.twinport.console;

import dev.twinport.console.TranscriptLine.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a transcript's entries, which are bytes cut anywhere, into lines. A line that is not complete is shown at once
 * and completed in place as long as it is the last one; when something else comes between, the rest becomes a line
 * marked as continued. Bytes are read as UTF-8; what is not UTF-8 shows as U+FFFD. Wherever the bytes of one direction
 * are cut, the lines are the same.
 * <p>
 * For one thread.
 */
public final class TranscriptLines {

    /** The longest line in UTF-16 units; a longer one is split. */
    public static final int LONGEST = 16 * 1024;

    private static final String NEW_CONVERSATION = "console.event.connecting";

    private final Sink sink;
    private final Direction sent = new Direction(Kind.SENT);
    private final Direction received = new Direction(Kind.RECEIVED);
    private @Nullable Direction last;

    public TranscriptLines(Sink sink) {
        this.sink = sink;
    }

    /** Takes the lines. */
    public interface Sink {

        /** A line after all others. */
        void append(TranscriptLine line);

        /** The last line as it is now. */
        void replaceLast(TranscriptLine line);
    }

    /** Takes the transcript's next entry. */
    public void take(TranscriptEntry entry) {
        switch (entry) {
            case TranscriptEntry.Sent(long _, Instant time, Bytes bytes) -> sent.take(time, bytes);
            case TranscriptEntry.Received(long _, Instant time, Bytes bytes) -> received.take(time, bytes);
            case TranscriptEntry.Event event -> {
                boolean anew = event.sentence().key().equals(NEW_CONVERSATION);
                sent.pause(anew);
                received.pause(anew);
                last = null;
                sink.append(TranscriptLine.event(event.time(), event.sentence()));
            }
        }
    }

    /** One direction: what of a character and of a line has come so far. */
    private final class Direction {

        private final Kind kind;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        private final CharBuffer characters = CharBuffer.allocate(4 * 1024);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private final StringBuilder line = new StringBuilder();
        private Instant started = Instant.EPOCH;
        /** Whether the line's text so far stands in the sink's last line, or nothing of it is shown. */
        private boolean shown;
        private boolean continued;

        Direction(Kind kind) {
            this.kind = kind;
        }

        void take(Instant time, Bytes bytes) {
            if (last != this) {
                interrupt();
                last = this;
            }
            ByteBuffer input = ByteBuffer.allocate(rest.remaining() + bytes.size()).put(rest).put(bytes.toArray())
                    .flip();
            decode(input, time);
            rest = input.slice();
            show(false);
        }

        /** An event stands here. What a new conversation brings does not go on with anything. */
        void pause(boolean anew) {
            interrupt();
            if (anew) {
                decoder.reset();
                rest = ByteBuffer.allocate(0);
                line.setLength(0);
                continued = false;
            }
        }

        /** Something else was shown since: what is still to come of the line needs one of its own. */
        private void interrupt() {
            if (shown) {
                line.setLength(0);
                shown = false;
                continued = true;
            }
        }

        /** Decodes all whole characters; what is left of the input is the beginning of one. */
        private void decode(ByteBuffer input, Instant time) {
            boolean more = true;
            while (more) {
                more = decoder.decode(input, characters, false).isOverflow();
                characters.flip();
                while (characters.hasRemaining()) {
                    add(characters.get(), time);
                }
                characters.clear();
            }
        }

        private void add(char character, Instant time) {
            if (character == '\n') {
                // The line feed that ends an interrupted line adds nothing to see.
                if (!continued || !line.isEmpty()) {
                    startAt(time);
                    show(true);
                }
                finish(false);
                return;
            }
            // Never between the halves of one character.
            if (line.length() >= LONGEST && !Character.isLowSurrogate(character)) {
                show(true);
                finish(true);
            }
            startAt(time);
            VisibleText.append(line, character);
        }

        private void startAt(Instant time) {
            if (line.isEmpty()) {
                started = time;
            }
        }

        private void finish(boolean split) {
            line.setLength(0);
            shown = false;
            continued = split;
        }

        private void show(boolean complete) {
            if (line.isEmpty() && !complete) {
                return;
            }
            TranscriptLine now = new TranscriptLine(kind, started, line.toString(), Optional.empty(), continued);
            if (shown) {
                sink.replaceLast(now);
            } else {
                sink.append(now);
                shown = true;
            }
        }
    }
}
