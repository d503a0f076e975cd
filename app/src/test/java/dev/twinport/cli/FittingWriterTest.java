package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingWriterTest {

    @ParameterizedTest
    @CsvSource({ "UTF-8, 31400 → v1  2/2 ✓ …", "windows-1252, 31400 -> v1  2/2 ok …",
            "US-ASCII, 31400 -> v1  2/2 ok ...", "GBK, 31400 → v1  2/2 ok …" })
    void whatTheCharacterSetCannotSayIsSaidInWords(String charset, String expected) throws IOException {
        Charset set = Charset.forName(charset);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintWriter writer = new PrintWriter(new FittingWriter(new OutputStreamWriter(bytes, set), set))) {
            writer.print("31400 → v1  ");
            writer.print("2/2 ✓ …".toCharArray());
        }
        assertThat(bytes.toString(set)).isEqualTo(expected);
    }
}
