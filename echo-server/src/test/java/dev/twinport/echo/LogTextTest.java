package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.CharRange;

class LogTextTest {

    @Property
    void everySequenceOfBytesComesBackAsItWas(@ForAll @Size(max = 40) byte[] bytes) {
        assertThat(LogText.bytes(LogText.of(bytes, bytes.length))).isEqualTo(bytes);
    }

    @Property
    void utf8TextIsReadAsText(@ForAll @CharRange(from = ' ', to = '\uD7FF') @StringLength(max = 40) String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(LogText.of(bytes, bytes.length)).isEqualTo(text);
    }

    @Property
    void textCutAnywhereByAReadIsWholeAgainAsBytes(@ForAll @IntRange(max = 19) int cut) {
        byte[] bytes = "你好, naïve 😀!".getBytes(StandardCharsets.UTF_8);
        byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        logged.writeBytes(LogText.bytes(LogText.of(bytes, cut)));
        logged.writeBytes(LogText.bytes(LogText.of(rest, rest.length)));

        assertThat(logged.toByteArray()).isEqualTo(bytes);
    }

    @Example
    void onlyTheGivenLengthIsRead() {
        assertThat(LogText.of("hello, app1".getBytes(StandardCharsets.UTF_8), 5)).isEqualTo("hello");
    }

    @Example
    void chineseIsReadable() {
        byte[] bytes = "你好\n".getBytes(StandardCharsets.UTF_8);

        assertThat(LogText.of(bytes, bytes.length)).isEqualTo("你好\n");
    }

    @Example
    void surrogatesEncodedAsThreeBytesAreNotTakenForText() {
        byte[] bytes = { (byte) 0xED, (byte) 0xB2, (byte) 0x80 };

        assertThat(LogText.bytes(LogText.of(bytes, bytes.length))).isEqualTo(bytes);
    }
}
