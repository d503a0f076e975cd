package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TokenFinderTest {

    private final Token token = Token.random(new Random(7));

    @Property
    void findsTheTokenHoweverTheStreamIsCut(@ForAll @StringLength(max = 40) String before,
            @ForAll @StringLength(max = 40) String after,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        byte[] stream = (before + token.text() + after).getBytes(StandardCharsets.UTF_8);
        assertThat(feedInPieces(stream, cuts)).isTrue();
    }

    @Property
    void agreesWithASearchInTheWholeText(@ForAll @IntRange(max = 13) int missing,
            @ForAll @IntRange(max = 3) int again) {
        // Beginnings of the token, one after the other: what a naive search that starts over gets wrong.
        String start = token.text().substring(0, token.text().length() - 1 - missing % (token.text().length() - 1));
        String text = start.repeat(again + 1) + token.text().substring(1) + "twp-twp-" + token.text().substring(4);
        assertThat(feedInPieces(text.getBytes(StandardCharsets.US_ASCII), List.of(3, 1, 2)))
                .isEqualTo(text.contains(token.text()));
    }

    @Test
    void staysFoundOnceFound() {
        TokenFinder finder = new TokenFinder(token);
        byte[] bytes = token.text().getBytes(StandardCharsets.US_ASCII);
        assertThat(finder.feed(bytes, 0, bytes.length)).isTrue();
        assertThat(finder.feed("other".getBytes(StandardCharsets.US_ASCII), 0, 5)).isTrue();
    }

    @Test
    void doesNotFindAnotherToken() {
        Token other = Token.random(new Random(8));
        assertThat(feedInPieces(other.text().getBytes(StandardCharsets.US_ASCII), List.of())).isFalse();
    }

    private boolean feedInPieces(byte[] stream, List<Integer> cuts) {
        TokenFinder finder = new TokenFinder(token);
        int from = 0;
        boolean found = false;
        for (int i = 0; from < stream.length; i++) {
            int length = i < cuts.size() ? cuts.get(i) : stream.length;
            int to = Math.min(stream.length, from + length);
            found = finder.feed(stream, from, to);
            from = to;
        }
        return found;
    }
}
