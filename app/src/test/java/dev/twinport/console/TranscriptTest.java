package dev.twinport.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Message;
import java.time.Clock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    @Test
    void oldestEntriesAreDroppedFirstAndCounted() {
        Transcript transcript = new Transcript(3, 1_000, Clock.systemUTC());
        transcript.received(new byte[10], 0, 10);
        transcript.sent(new byte[5], 0, 5);
        transcript.event(Message.of("a"));
        transcript.received(new byte[7], 0, 7);
        Transcript.Excerpt all = transcript.read(0, 10);
        assertThat(all.entries()).extracting(TranscriptEntry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(all.missed()).isEqualTo(1);
        assertThat(transcript.droppedBytes()).isEqualTo(10);
    }

    @Test
    void newestEntryIsKeptEvenWhenItAloneIsTooLarge() {
        Transcript transcript = new Transcript(10, 4, Clock.systemUTC());
        transcript.received(new byte[100], 0, 100);
        assertThat(transcript.read(0, 10).entries()).hasSize(1);
    }

    @Property
    void readingOnNeverRepeatsAndAccountsForWhatIsMissing(@ForAll @IntRange(min = 1, max = 40) int entries,
            @ForAll @IntRange(min = 1, max = 7) int atATime, @ForAll @IntRange(min = 1, max = 20) int limit) {
        Transcript transcript = new Transcript(limit, 1_000, Clock.systemUTC());
        long cursor = 0;
        long seen = 0;
        long missed = 0;
        for (int i = 0; i < entries; i++) {
            transcript.received(new byte[] { (byte) i }, 0, 1);
            if (i % 5 == 4) {
                Transcript.Excerpt excerpt = transcript.read(cursor, atATime);
                seen += excerpt.entries().size();
                missed += excerpt.missed();
                cursor = excerpt.next();
            }
        }
        Transcript.Excerpt rest = transcript.read(cursor, 1_000);
        assertThat(seen + missed + rest.entries().size() + rest.missed()).isEqualTo(entries);
        assertThat(rest.next()).isEqualTo(transcript.next());
    }
}
