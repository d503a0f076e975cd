package dev.twinport.podlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a log was left, so that it can be taken up again with nothing lost and nothing twice.
 * <p>
 * Kubernetes reads {@code sinceTime} as a whole second, so a resumed stream begins with lines that were taken already:
 * those of that second. The cursor therefore remembers the last line's second and how many lines of it were taken, and
 * passes over that many. Lines are never compared by their text: an echo demonstration says the same thing all day.
 * (The idea is stern's, pull request 230.)
 *
 * @param second
 *            the second of the last line taken; empty before the first
 * @param takenInSecond
 *            how many lines of that second were taken
 */
record ResumeCursor(Optional<Instant> second, long takenInSecond) {

    static final ResumeCursor START = new ResumeCursor(Optional.empty(), 0);

    /** The cursor after one more line. */
    ResumeCursor taken(Instant time) {
        Instant lineSecond = time.truncatedTo(ChronoUnit.SECONDS);
        if (second.isEmpty() || lineSecond.isAfter(second.get())) {
            return new ResumeCursor(Optional.of(lineSecond), 1);
        }
        // A clock that stepped back: the kubelet leaves such a line out of a stream resumed at the later second.
        return lineSecond.isBefore(second.get()) ? this : new ResumeCursor(second, takenInSecond + 1);
    }

    /** What passes over the lines that a stream resumed at {@link #second} repeats. */
    Repeats repeats() {
        return new Repeats(this);
    }

    /** The lines still to be passed over; one per resumed stream, used by one thread. */
    static final class Repeats {

        private final ResumeCursor left;
        private long expected;

        private Repeats(ResumeCursor left) {
            this.left = left;
            this.expected = left.takenInSecond();
        }

        /** Whether the stream's next line was taken before. */
        boolean passOver(Instant time) {
            if (expected == 0) {
                return false;
            }
            if (!left.second().equals(Optional.of(time.truncatedTo(ChronoUnit.SECONDS)))) {
                // A later second: whatever was repeated is over, or a new container has another log.
                expected = 0;
                return false;
            }
            expected--;
            return true;
        }
    }
}
