package dev.twinport.practice.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.practice.api.LogEntry;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RingLogTest {

    private final RingLog log = new RingLog(Clock.systemUTC());

    @Test
    void anEntryWithNewlinesIsSeveralLines() {
        log.append("one\ntwo");
        log.append("three");

        assertThat(lines(0, 10)).containsExactly("one", "two", "three");
        assertThat(lines(1, 1)).containsExactly("two");
    }

    @Property(tries = 50)
    void theLastLinesAreKeptInOrderWhateverTheirNumber(@ForAll @IntRange(max = 45_000) int written) {
        RingLog kept = new RingLog(Clock.systemUTC());
        for (int i = 0; i < written; i++) {
            kept.append("line " + i);
        }

        int first = Math.max(0, written - RingLog.LINES);
        assertThat(kept.firstSequence()).isEqualTo(first);
        List<LogEntry> read = kept.read(0, Integer.MAX_VALUE);
        assertThat(read).hasSize(written - first);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).line()).isEqualTo("line " + (first + i));
            assertThat(read.get(i).sequence()).isEqualTo(first + i);
        }
    }

    @Test
    void longLinesAreDroppedBeforeTheirNumberIsReached() {
        String mebibyte = "x".repeat(1024 * 1024);
        for (int i = 0; i < 20; i++) {
            log.append(mebibyte);
        }

        assertThat(log.firstSequence()).isEqualTo(20 - RingLog.CHARACTERS / mebibyte.length());
    }

    @Test
    void aLineThatWasDroppedForItsLengthIsHeldNoLonger() {
        for (int i = 0; i < RingLog.LINES; i++) {
            log.append("short");
        }
        log.append("x".repeat(RingLog.CHARACTERS));
        WeakReference<String> dropped = new WeakReference<>(log.read(log.firstSequence(), 1).getFirst().line());
        log.append("x".repeat(RingLog.CHARACTERS));

        await().untilAsserted(() -> {
            System.gc();
            assertThat(dropped.get()).isNull();
        });
    }

    @Test
    void aReaderThatWaitsIsWokenByTheNextLine() throws Exception {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> awaitLine(0));
        log.append("here");

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void theEndWakesReadersAndTakesNoFurtherLine() throws Exception {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> awaitLine(0));
        log.end();
        log.append("too late");

        assertThat(waiting.get()).isFalse();
        assertThat(log.ended()).isTrue();
        assertThat(lines(0, 10)).isEmpty();
    }

    private boolean awaitLine(long sequence) {
        try {
            return log.await(sequence, Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private List<String> lines(long from, int atMost) {
        return log.read(from, atMost).stream().map(LogEntry::line).toList();
    }
}
