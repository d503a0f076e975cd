package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class RawDataTest {

    @Test
    void bytesAreShownAsInTheTutorial() {
        byte[] bytes = "hello, app1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(RawData.text(bytes, bytes.length)).isEqualTo("[104 101 108 108 111 44 32 97 112 112 49 10]");
    }

    @Test
    void bytesAreUnsigned() {
        assertThat(RawData.text(new byte[] { -1, -128, 0, 127 }, 3)).isEqualTo("[255 128 0]");
    }
}
