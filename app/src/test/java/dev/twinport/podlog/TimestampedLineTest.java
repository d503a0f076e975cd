package dev.twinport.podlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimestampedLineTest {

    @Test
    void kubeletsTimestampIsTakenOffTheText() {
        assertThat(TimestampedLine.parse("2026-11-23T10:00:00.123456789Z hello  app1")).isEqualTo(
                new TimestampedLine(Optional.of(Instant.parse("2026-11-23T10:00:00.123456789Z")), "hello  app1"));
    }

    @Test
    void lineWithoutTimestampIsKeptAsText() {
        assertThat(TimestampedLine.parse("unable to retrieve container logs"))
                .isEqualTo(new TimestampedLine(Optional.empty(), "unable to retrieve container logs"));
        assertThat(TimestampedLine.parse("2026-11-23T10:00:00.123456789Z ").text()).isEmpty();
    }
}
