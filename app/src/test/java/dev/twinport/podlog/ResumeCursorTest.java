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
            @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 70) Integer> linesPerStream) {
        List<Line> log = new ArrayList<>();
        Instant time = Instant.parse("2026-11-23T10:00:00Z");
        for (int millis : millisBetween) {
            time = time.plusMillis(millis);
            log.add(new Line(time, log.size()));
        }
        List<Line> taken = new ArrayList<>();
        ResumeCursor cursor = ResumeCursor.START;
        List<Integer> cuts = new ArrayList<>(linesPerStream);
        cuts.add(log.size()); // the last stream lives long enough
        for (int cut : cuts) {
            Optional<Instant> since = cursor.second();
            List<Line> stream = log.stream().filter(line -> since.isEmpty() || !line.time().isBefore(since.get()))
                    .toList();
            ResumeCursor.Repeats repeats = cursor.repeats();
            for (Line line : stream.subList(0, Math.min(cut, stream.size()))) {
                if (!repeats.passOver(line.time())) {
                    taken.add(line);
                    cursor = cursor.taken(line.time());
                }
            }
        }
        assertThat(taken).isEqualTo(log);
    }

    @Test
    void newContainersLinesAreNotTakenForRepeatsOfTheOldOnes() {
        Instant time = Instant.parse("2026-11-23T10:00:00.5Z");
        ResumeCursor cursor = ResumeCursor.START.taken(time).taken(time).taken(time);
        ResumeCursor.Repeats repeats = cursor.repeats();
        assertThat(repeats.passOver(time.plusSeconds(1))).isFalse();
        assertThat(repeats.passOver(time.plusSeconds(1))).isFalse();
    }

    @Test
    void lineOfAnEarlierSecondDoesNotCountBecauseTheKubeletWillNotRepeatIt() {
        Instant time = Instant.parse("2026-11-23T10:00:05Z");
        assertThat(ResumeCursor.START.taken(time).taken(time.minusSeconds(2)))
                .isEqualTo(new ResumeCursor(Optional.of(time), 1));
    }
}
