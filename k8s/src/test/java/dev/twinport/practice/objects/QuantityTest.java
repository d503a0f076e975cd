package dev.twinport.practice.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({ "1, 1", "500m, 1", "1500m, 2", "64Mi, 67108864", "1k, 1000", "1.5Ki, 1536", ".5, 1", "1e3, 1000",
            "2E, 2000000000000000000", "100n, 1", "0, 0", "many, 0", "'', 0", "1 Gi, 0" })
    void wholeUnitsAreRoundedUp(String text, String whole) {
        assertThat(Quantity.whole(text)).isEqualTo(whole);
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

    @Test
    void aLongTextThatIsNoAmountIsToldWithoutTryingEverySplit() {
        assertThat(Quantity.parse("1".repeat(1_000_000) + "x")).isEmpty();
    }
}
