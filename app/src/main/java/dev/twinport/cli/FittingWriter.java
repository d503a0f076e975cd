package dev.twinport.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;

/** Says in other characters what a terminal's character set has no character for: {@code ok} for a check mark. */
public final class FittingWriter extends FilterWriter {

    private static final Map<Character, String> OTHERS = Map.of('✓', "ok", '✗', "x", '→', "->", '…', "...", '’', "'",
            '“', "\"", '”', "\"", '–', "-", '—', "-", '⏎', "\\n");

    private final CharsetEncoder encoder;

    /**
     * @param out
     *            where it goes, in the same character set
     */
    public FittingWriter(Writer out, Charset charset) {
        super(out);
        this.encoder = charset.newEncoder();
    }

    @Override
    public void write(int character) throws IOException {
        String other = OTHERS.get((char) character);
        if (other == null || encoder.canEncode((char) character)) {
            out.write(character);
        } else {
            out.write(other);
        }
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(buffer[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
