package dev.twinport.practice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultCatalogueTest {

    private static final FaultCatalogue CATALOGUE = FaultCatalogue.read();

    static List<Fault> faults() {
        return CATALOGUE.faults();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultIsCompleteInBothLanguages(Fault fault) {
        assertThat(fault.id()).matches("TWP-\\d\\d[a-z]?");
        assertThat(fault.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(fault.step()).isBetween(3, 6);
        for (Text text : List.of(fault.title(), fault.description(), fault.client())) {
            assertThat(text.en()).isNotBlank().isEqualTo(text.in(Locale.GERMAN));
            assertThat(text.zh()).isNotBlank().isEqualTo(text.in(Locale.SIMPLIFIED_CHINESE)).isNotEqualTo(text.en());
        }
        assertThat(fault.symptoms()).containsOnlyKeys(31400, 31401).allSatisfy((_, symptom) -> {
            assertThat(symptom.connect()).isIn("accepted", "refused", "timeout", "no-address");
            assertThat(symptom.answer()).isIn("v1", "v2", "both", "late v1", "late v2", "http-400", "nothing");
            assertThat(symptom.end()).isIn("open", "closed");
        });
    }

    @Test
    void idsAndNamesAreUnique() {
        assertThat(faults()).extracting(Fault::id).doesNotHaveDuplicates();
        assertThat(faults()).extracting(Fault::name).doesNotHaveDuplicates();
    }

    @Test
    void everyRowOfTheCatalogueIsThereOrSaidToBeImpossible() {
        Set<String> rows = new TreeSet<>();
        Stream.concat(faults().stream().map(Fault::id), CATALOGUE.unavailable().stream().map(UnavailableFault::id))
                .map(id -> id.substring(0, 6)).forEach(rows::add);
        assertThat(rows)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 22).mapToObj("TWP-%02d"::formatted).toList());
    }

    @ParameterizedTest
    @CsvSource({ "TWP-05a, TWP-05a", "twp-05B, TWP-05b", "TWP-05, TWP-05a", "subset-missing, TWP-05a",
            "TWP-06-subset-selects-nothing, TWP-06", "' TWP-06 ', TWP-06" })
    void aFaultIsFoundByIdNameAndFolder(String written, String id) {
        assertThat(CATALOGUE.find(written).orElseThrow().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "TWP", "TWP-", "TWP-99", "TWP-05c", "subset", "[a-z]", "TWP-11" })
    void whatIsNoFaultIsNotFound(String written) {
        assertThat(CATALOGUE.find(written)).isEmpty();
    }

    @Test
    void nearOnesAreNamed() {
        assertThat(CATALOGUE.near("subset-mising")).first().isEqualTo("TWP-05a-subset-missing");
        assertThat(CATALOGUE.near("TWP-5a")).contains("TWP-05a-subset-missing").hasSizeLessThanOrEqualTo(3);
        assertThat(CATALOGUE.near("something else entirely")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 1, 1_000, -17, Long.MAX_VALUE - 100, Long.MIN_VALUE })
    void asManySeedsInARowAsThereAreFaultsGiveEachOnceAndNoDrill(long first) {
        List<Fault> real = faults().stream().filter(fault -> !fault.drill()).toList();
        Set<Fault> drawn = new HashSet<>(
                LongStream.range(first, first + real.size()).mapToObj(CATALOGUE::random).toList());

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(real);
        assertThat(CATALOGUE.random(first)).isEqualTo(FaultCatalogue.read().random(first));
    }
}
