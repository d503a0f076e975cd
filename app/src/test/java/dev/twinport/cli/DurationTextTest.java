package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {

    private final DurationText text = new DurationText();

    @ParameterizedTest
    @CsvSource({ "5, 5000", "0.5, 500", "500ms, 500", "5s, 5000", "2m, 120000", "1m30s, 90000", "1.5h, 5400000",
            "1h0m1s, 3601000", "0.001, 1", "90s, 90000" })
    void lengthsOfTimeAreReadAsKubectlReadsThem(String written, long millis) {
        assertThat(text.convert(written)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "0", "0s", "-1s", "NaN", "5 s", "5d", "s", "1e3", "ms5", "١s", "1s 2s", "+5s",
            "10000h", "5S", "1..5s" })
    void whatIsNoLengthOfTimeIsRefused(String written) {
        assertThatThrownBy(() -> text.convert(written)).isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + written + "'");
    }

    @Property
    void whatIsWrittenIsReadAsTheSame(@ForAll @LongRange(min = 1, max = 360L * 24 * 3_600_000) long millis) {
        Duration duration = Duration.ofMillis(millis);
        assertThat(text.convert(DurationText.of(duration))).isEqualTo(duration);
    }

    @Property
    void partsAddUp(@ForAll @IntRange(max = 100) int minutes, @ForAll @IntRange(min = 1, max = 59) int seconds,
            @ForAll @IntRange(max = 999) int millis) {
        assertThat(text.convert(minutes + "m" + seconds + "s" + millis + "ms"))
                .isEqualTo(Duration.ofMinutes(minutes).plusSeconds(seconds).plusMillis(millis));
    }
}
