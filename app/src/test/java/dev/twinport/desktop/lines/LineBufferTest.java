package dev.twinport.desktop.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineBufferTest {

    private final LineBuffer buffer = new LineBuffer(3, 100);

    @Test
    void keepsTheNewestAndNumbersThemFromTheFirstEver() {
        append("a", "b", "c", "d", "e");
        assertThat(buffer.first()).isEqualTo(2);
        assertThat(buffer.next()).isEqualTo(5);
        assertThat(texts(0)).containsExactly("c", "d", "e");
        assertThat(texts(4)).containsExactly("e");
        assertThatThrownBy(() -> buffer.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void longLinesPushOutOthersButNeverTheLast() {
        append("a", "b", "c".repeat(99));
        assertThat(texts(0)).containsExactly("b", "c".repeat(99));
        buffer.replaceLast(line("d".repeat(500)));
        assertThat(texts(0)).containsExactly("d".repeat(500));
        append("e", "f");
        assertThat(texts(0)).containsExactly("e", "f");
    }

    @Test
    void lastLineThatChangedIsNoticed() {
        append("a");
        long before = buffer.changesOf(0);
        buffer.replaceLast(line("ab"));
        assertThat(buffer.changesOf(0)).isNotEqualTo(before);
        assertThat(texts(0)).containsExactly("ab");
    }

    @Test
    void lineThatChangedBeforeOthersCameIsNoticedToo() {
        append("a");
        long before = buffer.changesOf(0);
        buffer.replaceLast(line("ab"));
        append("c");
        assertThat(buffer.changesOf(0)).isNotEqualTo(before);
    }

    @Test
    void clearForgetsTheLinesAndStartsAnEdition() {
        append("a", "b");
        int edition = buffer.edition();
        buffer.clear();
        assertThat(texts(0)).isEmpty();
        assertThat(buffer.edition()).isNotEqualTo(edition);
        buffer.replaceLast(line("rest"));
        assertThat(texts(0)).containsExactly("rest");
    }

    private void append(String... texts) {
        for (String text : texts) {
            buffer.append(line(text));
        }
    }

    private List<String> texts(long from) {
        return buffer.from(from).stream().map(Line::text).toList();
    }

    private static Line line(String text) {
        return new Line("", "received", Instant.EPOCH, "", text, Optional.empty());
    }
}
