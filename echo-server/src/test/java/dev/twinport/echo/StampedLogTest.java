package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

class StampedLogTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void stampIsGosDateAndTime() {
        Clock clock = Clock.fixed(Instant.parse("2018-01-07T07:02:09.999Z"), ZoneOffset.UTC);

        new StampedLog(lines::add, clock).line("Listening on TCP port 3333");

        assertThat(lines).containsExactly("2018/01/07 07:02:09 Listening on TCP port 3333");
    }

    @Test
    void stampIsInTheClocksZone() {
        Clock clock = Clock.fixed(Instant.parse("2018-10-17T17:32:29Z"), ZoneId.of("Asia/Shanghai"));

        new StampedLog(lines::add, clock).line("x");

        assertThat(lines).containsExactly("2018/10/18 01:32:29 x");
    }

    @Test
    void stampFollowsTheClock() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-31T23:59:59.100Z"));
        InstantSource source = now::get;
        StampedLog log = new StampedLog(lines::add, source.withZone(ZoneOffset.UTC));

        log.line("a");
        now.set(Instant.parse("2026-12-31T23:59:59.900Z"));
        log.line("b");
        now.set(Instant.parse("2027-01-01T00:00:00Z"));
        log.line("c");

        assertThat(lines).containsExactly("2026/12/31 23:59:59 a", "2026/12/31 23:59:59 b", "2027/01/01 00:00:00 c");
    }
}
