package dev.twinport.podlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResumeCursorTest {

    private record Line(Instant time, int number) {
    }

    /** A log and a kubelet that sends, from a whole second on, every line that is not older. */
    @Property
    void nothingIsLostAndNothingRepeatedWhereverTheStreamIsCut(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 900) Integer> millisBetween,
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 70) Integer> linesPerStream,
            @ForAll @IntRange(min = 1, max = 60) int tail) {
        List<Line> log = new ArrayList<>();
        Instant time = Instant.parse("2026-11-23T10:00:00Z");
        for (int millis : millisBetween) {
            time = time.plusMillis(millis);
            log.add(new Line(time, log.size()));
        }
        int first = Math.max(0, log.size() - tail);
        // No two lines of a log have the same nanosecond where the tail begins: that could not be told apart.
        while (first > 0 && log.get(first).time().equals(log.get(first - 1).time())) {
            first--;
        }
        List<Line> asked = log.subList(first, log.size());
        List<Line> taken = new ArrayList<>();
        ResumeCursor cursor = ResumeCursor.START;
        List<Integer> cuts = new ArrayList<>(linesPerStream);
        cuts.add(log.size()); // the last stream lives long enough
        for (int cut : cuts) {
            Optional<Instant> since = cursor.second();
            List<Line> stream = since.isEmpty() ? asked
                    : log.stream().filter(line -> !line.time().isBefore(since.get())).toList();
            ResumeCursor.Repeats repeats = cursor.repeats();
            for (Line line : stream.subList(0, Math.min(cut, stream.size()))) {
                if (!repeats.passOver(line.time())) {
                    taken.add(line);
                    cursor = cursor.taken(line.time());
                }
            }
        }
        assertThat(taken).isEqualTo(asked);
    }

    @Test
    void newContainersLinesAreNotTakenForRepeatsOfTheOldOnes() {
        Instant time = Instant.parse("2026-11-23T10:00:00.5Z");
        ResumeCursor cursor = ResumeCursor.START.taken(time).taken(time).taken(time);
        assertThat(cursor.repeats().passOver(time.plusSeconds(1))).isFalse();
        ResumeCursor.Repeats restartedAtOnce = cursor.repeats();
        assertThat(restartedAtOnce.passOver(time.plusMillis(100))).isFalse();
        assertThat(restartedAtOnce.passOver(time.plusMillis(200))).isFalse();
    }

    @Test
    void lineOfAnEarlierSecondDoesNotCountBecauseTheKubeletWillNotRepeatIt() {
        Instant time = Instant.parse("2026-11-23T10:00:05Z");
        assertThat(ResumeCursor.START.taken(time).taken(time.minusSeconds(2)))
                .isEqualTo(ResumeCursor.START.taken(time));
    }

    @Test
    void linesOfTwoStreamsThatStandOutOfOrderAreEachPassedOverOnce() {
        Instant time = Instant.parse("2026-11-23T10:00:00.5Z");
        ResumeCursor.Repeats repeats = ResumeCursor.START.taken(time).taken(time.plusMillis(2))
                .taken(time.plusMillis(1)).repeats();
        assertThat(repeats.passOver(time)).isTrue();
        assertThat(repeats.passOver(time.plusMillis(2))).isTrue();
        assertThat(repeats.passOver(time.plusMillis(1))).isTrue();
        assertThat(repeats.passOver(time.plusMillis(2))).isFalse();
    }
}
