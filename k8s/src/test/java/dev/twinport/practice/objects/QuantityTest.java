package dev.twinport.practice.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({ "1, 1, 1", "500m, 1, 1", "1500m, 1, 2", "1500m, 1m, 1500", "64Mi, 1, 67108864", "64Mi, 1Mi, 64",
            "1k, 1, 1000", "1.5Ki, 1, 1536", ".5, 1, 1", "1e3, 1, 1000", "2E, 1, 2000000000000000000", "100n, 1, 1",
            "0, 1, 0", "1e30, 1, 9223372036854775807" })
    void anAmountInUnitsOfAnotherIsRoundedUp(String text, String unit, String times) {
        assertThat(Quantity.in(Quantity.parse(text).orElseThrow(), Quantity.parse(unit).orElseThrow()))
                .isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource({ "1, 1000m, 0", "1Ki, 1k, 1", "500m, 1, -1", "much, 1, 0" })
    void amountsAreComparedWhateverTheirUnits(String left, String right, int expected) {
        assertThat(Quantity.compare(left, right)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "m", ".", "1.2.3", "1KI", "1e", "--1", "0x10" })
    void whatIsNoAmountIsTold(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }

    /** The server takes them; to read all their digits takes longer than to count them. */
    @ParameterizedTest
    @CsvSource({ "1, '', 999999", "-1, Ki, 999999", "'', m, 999998" })
    void ofAMillionDigitsTheFirstAreRead(String first, String suffix, int power) {
        BigDecimal read = Quantity.parse(first + "1".repeat(1_000_000 - 1) + (first.isEmpty() ? "." : "") + suffix)
                .orElseThrow();

        assertThat(read.precision()).isLessThan(1_010);
        BigDecimal least = BigDecimal.ONE.scaleByPowerOfTen(suffix.equals("m") ? power - 3 : power);
        assertThat(read.abs()).isGreaterThan(least).isLessThan(least.scaleByPowerOfTen(4));
        assertThat(read.signum()).isEqualTo(first.startsWith("-") ? -1 : 1);
    }

    @Test
    void zerosBeforeAndAfterAmountToNothing() {
        assertThat(Quantity.parse("0".repeat(5_000) + "12.5" + "0".repeat(5_000) + "k").orElseThrow())
                .isEqualByComparingTo("12500");
        assertThat(Quantity.parse("0".repeat(5_000) + "." + "0".repeat(5_000)).orElseThrow()).isZero();
    }

    @Test
    void aLongTextThatIsNoAmountIsToldWithoutTryingEverySplit() {
        assertThat(Quantity.parse("1".repeat(1_000_000) + "x")).isEmpty();
    }
}
