package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class LinesTest {

    @Property
    void noByteIsLostHoweverTheStreamArrives(
            @ForAll @CharRange(from = '\n', to = 'd') @StringLength(max = 200) String text,
            @ForAll @IntRange(min = 1, max = 20) int longest, @ForAll @IntRange(min = 1, max = 30) int atOnce)
            throws IOException {
        Lines lines = new Lines(arriving(text, atOnce), longest);
        StringBuilder joined = new StringBuilder();
        List<String> whole = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece = lines.next(); piece != null; piece = lines.next()) {
            assertThat(piece.length()).isLessThanOrEqualTo(longest);
            line.append(piece);
            joined.append(piece).append(lines.isCut() ? "" : "\n");
            if (!lines.isCut()) {
                whole.add(line.toString());
                line.setLength(0);
            }
        }
        assertThat(joined).hasToString(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
        assertThat(whole).isEqualTo(text.isEmpty() ? List.of()
                : List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1)));
        assertThat(lines.isCut()).isFalse();
    }

    private static InputStream arriving(String text, int atOnce) {
        InputStream all = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new InputStream() {
            @Override
            public int read() {
                throw new UncheckedIOException(new IOException("read one by one"));
            }

            @Override
            public int read(byte[] buffer, int from, int count) throws IOException {
                return all.read(buffer, from, Math.min(count, atOnce));
            }
        };
    }
}
