package dev.twinport.podlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.ClusterException;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.podlog.ScriptedCluster.Stream;
import dev.twinport.route.PodName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PodLogTest {

    private static final PodLogSettings QUICK = new PodLogSettings(200, 100, Duration.ofMillis(1),
            Duration.ofMillis(4));

    private final ScriptedCluster cluster = new ScriptedCluster();
    private final PodLog log = new PodLog(cluster, new PodName("default", "tcp-echo-v1-abc"), "tcp-echo-container",
            QUICK);

    @AfterEach
    void close() {
        log.close();
        await().until(() -> log.state() == PodLogState.ENDED);
    }

    @Test
    void streamThatEndsCleanlyIsTakenUpAgainWithoutLossOrRepetition() {
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z one").line("2026-11-23T10:00:01.1Z two")
                .line("2026-11-23T10:00:01.2Z two").end());
        cluster.then(new Stream().line("2026-11-23T10:00:01.1Z two").line("2026-11-23T10:00:01.2Z two")
                .line("2026-11-23T10:00:01.3Z two").line("2026-11-23T10:00:02.0Z three"));
        log.start();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("one", "two", "two", "two", "three"));
        assertThat(log.account()).isEqualTo(new LogAccount(5, 1, 2, 0));
        assertThat(cluster.requests.getLast().since()).contains(Instant.parse("2026-11-23T10:00:01Z"));
        assertThat(cluster.requests.getLast().tail()).isEmpty();
        assertThat(cluster.requests.getFirst().tail()).contains(200);
        assertThat(log.state()).isEqualTo(PodLogState.LIVE);
    }

    @Test
    void brokenConnectionIsTakenUpAgain() {
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z one").breaks());
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z one").line("2026-11-23T10:00:00.2Z two"));
        log.start();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("one", "two"));
    }

    @Test
    void missingRightIsSaidAndTriedAgain() {
        cluster.then(new ClusterException(ClusterException.Cause.FORBIDDEN, Message.of("proof.noEntry")));
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z one"));
        AtomicInteger unavailable = new AtomicInteger();
        log.onChange(() -> {
            if (log.state() == PodLogState.UNAVAILABLE && log.trouble().isPresent()) {
                unavailable.incrementAndGet();
            }
        });
        log.start();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("one"));
        assertThat(unavailable).hasValue(1);
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void podThatIsGoneEndsTheLog() {
        cluster.then(new ClusterException(ClusterException.Cause.NOT_FOUND, Message.of("proof.noEntry")));
        log.start();
        await().until(() -> log.state() == PodLogState.ENDED);
        assertThat(log.trouble()).isPresent();
        assertThat(cluster.requests).hasSize(1);
    }

    @Test
    void closingEndsAReadThatWaits() {
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z one"));
        log.start();
        await().until(() -> log.next() == 1);
        log.close();
        await().until(() -> log.state() == PodLogState.ENDED);
        assertThat(cluster.requests).hasSize(1);
    }

    @Test
    void lineThatIsTooLongIsCutVisiblyAndLosesNothing() {
        String text = "x".repeat(PodLog.LONGEST_LINE + 10);
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z " + text));
        log.start();
        await().until(() -> log.next() == 2);
        assertThat(texts().getFirst()).endsWith(PodLog.CUT);
        assertThat(String.join("", texts()).replace(PodLog.CUT, "")).isEqualTo(text);
    }

    @Test
    void lineThatCameInPiecesIsOneLineAndIsNotRepeatedInPieces() {
        cluster.then(new Stream().cut("2026-11-23T10:00:00.1Z begin,").cut("2026-11-23T11:00:00.1Z middle,").line("end")
                .line("2026-11-23T10:00:00.2Z two").end());
        cluster.then(new Stream().cut("2026-11-23T10:00:00.1Z begin,").cut("2026-11-23T11:00:00.1Z middle,").line("end")
                .line("2026-11-23T10:00:00.2Z two").line("2026-11-23T10:00:00.3Z three"));
        log.start();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("begin," + PodLog.CUT,
                "2026-11-23T11:00:00.1Z middle," + PodLog.CUT, "end", "two", "three"));
        assertThat(log.account()).isEqualTo(new LogAccount(3, 1, 2, 0));
        assertThat(cluster.requests.getLast().since()).contains(Instant.parse("2026-11-23T10:00:00Z"));
    }

    @Test
    void linesBeforeTheTailAreNotTakenForNewOnesWhenTheirSecondIsReadAgain() {
        cluster.then(new Stream().line("2026-11-23T10:00:00.3Z three").line("2026-11-23T10:00:00.4Z four").end());
        cluster.then(new Stream().line("2026-11-23T10:00:00.1Z one").line("2026-11-23T10:00:00.2Z two")
                .line("2026-11-23T10:00:00.3Z three").line("2026-11-23T10:00:00.4Z four")
                .line("2026-11-23T10:00:00.5Z five"));
        log.start();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("three", "four", "five"));
    }

    @Test
    void listenerIsGivenEveryLineAlsoThoseThatArePushedOut() {
        Stream stream = new Stream();
        for (int i = 0; i < 150; i++) {
            stream.line("2026-11-23T10:00:00.1Z line " + i);
        }
        cluster.then(stream.cut("2026-11-23T10:00:00.2Z begin,").line("end"));
        List<LogLine> heard = new CopyOnWriteArrayList<>();
        Subscription listening = log.listen(heard::add);
        log.start();
        await().until(() -> heard.size() == 152);
        assertThat(heard).extracting(LogLine::sequence)
                .containsExactlyElementsOf(LongStream.range(0, 152).boxed().toList());
        assertThat(heard).filteredOn(LogLine::goesOn).extracting(LogLine::logged).containsExactly("begin,");
        listening.close();
    }

    @Test
    void buffersOldestLinesGiveWayAndAreCounted() {
        Stream stream = new Stream();
        for (int i = 0; i < 150; i++) {
            stream.line("2026-11-23T10:00:00.1Z line " + i);
        }
        cluster.then(stream);
        log.start();
        await().until(() -> log.next() == 150);
        PodLog.Excerpt all = log.read(0, 1_000);
        assertThat(all.lines()).hasSize(100);
        assertThat(all.missed()).isEqualTo(50);
        assertThat(log.account().dropped()).isEqualTo(50);
    }

    private List<String> texts() {
        return log.read(0, 1_000).lines().stream().map(LogLine::text).toList();
    }
}
