package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.report.Highlight.Piece;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HighlightTest {

    @Property
    void thePiecesAreTheLine(@ForAll String before, @ForAll String after) {
        String line = before + "twp-abc" + after;

        List<Piece> pieces = Highlight.of(line, "twp-abc");

        assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining())).isEqualTo(line);
        assertThat(pieces).contains(new Piece("twp-abc", true));
    }

    @Example
    void theListOfItsBytesIsTheTokenToo() {
        assertThat(Highlight.of("Received (raw data): [116 119 112 45 98 10]", "twp-b")).containsExactly(
                new Piece("Received (raw data): [", false), new Piece("116 119 112 45 98", true),
                new Piece(" 10]", false));
    }

    @Example
    void aNumberThatOnlyBeginsLikeThemIsNot() {
        assertThat(Highlight.of("[116 119 112 45 980]", "twp-b"))
                .containsExactly(new Piece("[116 119 112 45 980]", false));
    }
}
