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
 * @param first
 *            the time of the first line ever taken: what lies before it in its second was not asked for, and comes in a
 *            resumed stream all the same
 * @param latest
 *            the latest time of the lines taken: what lies after it was never taken, whatever the count says (a new
 *            container has another log, and a rotated one lacks its beginning)
 */
record ResumeCursor(Optional<Instant> second, long takenInSecond, Instant first, Instant latest) {

    static final ResumeCursor START = new ResumeCursor(Optional.empty(), 0, Instant.MIN, Instant.MIN);

    /** The cursor after one more line. */
    ResumeCursor taken(Instant time) {
        Instant lineSecond = time.truncatedTo(ChronoUnit.SECONDS);
        if (second.isEmpty()) {
            return new ResumeCursor(Optional.of(lineSecond), 1, time, time);
        }
        if (lineSecond.isAfter(second.get())) {
            return new ResumeCursor(Optional.of(lineSecond), 1, first, time);
        }
        // A clock that stepped back: the kubelet leaves such a line out of a stream resumed at the later second.
        return lineSecond.isBefore(second.get()) ? this
                : new ResumeCursor(second, takenInSecond + 1, first, time.isAfter(latest) ? time : latest);
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

        /** Whether the stream's next line was taken before, or lies before the first that was asked for. */
        boolean passOver(Instant time) {
            if (expected == 0) {
                return false;
            }
            boolean ofSecond = left.second().equals(Optional.of(time.truncatedTo(ChronoUnit.SECONDS)));
            if (!ofSecond || time.isAfter(left.latest())) {
                expected = 0;
                return false;
            }
            if (!time.isBefore(left.first())) {
                expected--;
            }
            return true;
        }
    }
}
