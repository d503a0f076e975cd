package dev.twinport.practice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WarningHeaderTest {

    @Test
    void quotesTheSentenceAndEscapesWhatWouldEndIt() {
        assertThat(WarningHeader.of("unknown field \"spec.x\" in C:\\y"))
                .isEqualTo("299 - \"unknown field \\\"spec.x\\\" in C:\\\\y\"");
    }

    @Test
    void isOneLineWhateverTheSentenceHolds() {
        assertThat(WarningHeader.of("a\r\nSet-Cookie: b\0c")).isEqualTo("299 - \"a Set-Cookie: b c\"");
    }

    @Test
    void hasOneCharacterForEachByteOfUtf8() {
        assertThat(WarningHeader.of("ä").getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo("299 - \"ä\"".getBytes(StandardCharsets.UTF_8));
    }
}
