package dev.twinport.cluster.fabric8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of UTF-8 into lines. Never holds more than one line, and of a longer one than {@link #LONGEST} no more
 * than that: the rest comes as lines of its own.
 */
final class Lines {

    static final int LONGEST = 1024 * 1024;

    private final InputStream from;
    private final int longest;
    private final byte[] buffer = new byte[16 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private boolean cut;

    Lines(InputStream from) {
        this(from, LONGEST);
    }

    Lines(InputStream from, int longest) {
        this.from = from;
        this.longest = longest;
    }

    /** The next line without its line feed; null at the end. A line the stream ends in the middle of is a line. */
    @Nullable
    String next() throws IOException {
        while (true) {
            int start = position;
            while (position < limit && buffer[position] != '\n' && line.size() + position - start < longest) {
                position++;
            }
            line.write(buffer, start, position - start);
            if (position < limit) {
                cut = buffer[position] != '\n';
                if (!cut) {
                    position++;
                }
                return taken();
            }
            position = 0;
            limit = from.read(buffer);
            if (limit < 0) {
                limit = 0;
                cut = false;
                return line.size() == 0 ? null : taken();
            }
        }
    }

    /** Whether the line given last was longer than may be: the next one goes on with it. */
    boolean isCut() {
        return cut;
    }

    private String taken() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text;
    }
}
