package dev.twinport.practice.api.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What kubectl's typed commands send, a folder per command, recorded by {@code k8s/record/protobuf-bodies}: read, it is
 * what the same command prints as JSON. Adding a case is adding a folder.
 */
class ProtobufBodyTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] ENVELOPE = { 'k', '8', 's', 0 };

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatKubectlSends(String name) throws Exception {
        ObjectNode expected = (ObjectNode) JSON
                .readTree(Files.readString(grid().resolve(name).resolve("expected.json")));

        assertThat(said(ProtobufBody.read(body(name)))).isEqualTo(said(expected));
    }

    static List<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(grid())) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void refusesWhatIsNoSuchBody() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProtobufBody.read(new byte[0]))
                .withMessageContaining("does not appear to be a protobuf message");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtobufBody.read("{\"kind\":\"Pod\"}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("does not appear to be a protobuf message");
        assertThatIllegalArgumentException().isThrownBy(() -> ProtobufBody.read(ENVELOPE))
                .withMessageContaining("is registered");
    }

    @Test
    void refusesABodyThatEndsTooEarly() throws Exception {
        byte[] body = body("deployment");
        // The last four bytes are the envelope's empty encoding and content type.
        for (int length = ENVELOPE.length; length < body.length - 4; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThat(readable(cut)).as("the first %d bytes", length).isFalse();
        }
    }

    @Property
    void refusesNoiseAndDoesNotFailOnIt(@ForAll byte[] noise) {
        byte[] body = Arrays.copyOf(ENVELOPE, ENVELOPE.length + noise.length);
        System.arraycopy(noise, 0, body, ENVELOPE.length, noise.length);
        readable(body);
    }

    @Property
    void aFlippedByteIsRefusedOrReadAsSomethingElse(@ForAll short at, @ForAll byte flipped) throws Exception {
        byte[] body = body("deployment");
        body[Math.floorMod(at, body.length)] ^= flipped;
        readable(body);
    }

    /** Whether a body can be read; anything but a refusal in the way of the class fails the test. */
    private static boolean readable(byte[] body) {
        try {
            return !ProtobufBody.read(body).at("/spec/template/spec/containers/1").isMissingNode();
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** Without what says nothing: nulls, and the empty objects Go writes for structures without content. */
    private static JsonNode said(ObjectNode object) {
        ObjectNode said = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue() instanceof ObjectNode inner ? said(inner) : field.getValue();
            if (value.isArray()) {
                var items = JSON.createArrayNode();
                value.forEach(item -> items.add(item instanceof ObjectNode inner ? said(inner) : item));
                value = items;
            }
            if (!value.isNull() && !(value.isObject() && value.isEmpty())) {
                said.set(field.getKey(), value);
            }
        }
        return said;
    }

    private static byte[] body(String name) throws IOException, URISyntaxException {
        return Base64.getMimeDecoder().decode(Files.readString(grid().resolve(name).resolve("body.base64")));
    }

    private static Path grid() throws URISyntaxException {
        return Path.of(ProtobufBodyTest.class.getResource("bodies").toURI());
    }
}
