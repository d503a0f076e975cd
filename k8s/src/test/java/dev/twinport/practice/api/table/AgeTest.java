package dev.twinport.practice.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    @ParameterizedTest
    @CsvSource({ "PT-5S,<invalid>", "PT-0.5S,0s", "PT0S,0s", "PT119S,119s", "PT2M,2m", "PT3M20S,3m20s", "PT10M5S,10m",
            "PT179M,179m", "PT3H,3h", "PT7H59M,7h59m", "PT8H30M,8h", "PT47H,47h", "P2D,2d", "P7DT5H,7d5h", "P8DT5H,8d",
            "P729D,729d", "P730D,2y", "P731D,2y1d", "P2920D,8y" })
    void isAsShortAsKubectlWritesIt(Duration span, String text) {
        assertThat(Age.text(span)).isEqualTo(text);
    }

    @Test
    void isUnknownForATimeThatIsNotThere() {
        assertThat(Age.since("", Instant.EPOCH)).isEqualTo("<unknown>");
        assertThat(Age.since("yesterday", Instant.EPOCH)).isEqualTo("<unknown>");
    }
}
