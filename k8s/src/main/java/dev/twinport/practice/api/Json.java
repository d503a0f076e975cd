package dev.twinport.practice.api;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON and YAML text to and from trees. */
final class Json {

    private static final JsonMapper JSON = new JsonMapper();
    /** As Go's {@code json.MarshalIndent} sets it: two blanks, each item on a line of its own. */
    private static final ObjectWriter PRETTY = JSON.writer()
            .with(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("").withArrayEmptySeparator(""))
                                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
                                    .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")));
    private static final YAMLMapper YAML = new YAMLMapper();

    private Json() {
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static byte[] bytes(JsonNode tree) {
        return JSON.writeValueAsBytes(tree);
    }

    /** On a line of its own, as Go's {@code json.Encoder} ends it. */
    static byte[] line(JsonNode tree) {
        byte[] text = JSON.writeValueAsBytes(tree);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }

    /** For people to read. */
    static byte[] prettyBytes(JsonNode tree) {
        return PRETTY.writeValueAsBytes(tree);
    }

    /**
     * Reads a text.
     *
     * @throws JacksonException
     *             when it cannot be read
     */
    static JsonNode parse(byte[] text, boolean yaml) {
        return yaml ? YAML.readTree(text) : JSON.readTree(text);
    }

    /**
     * Reads a body.
     *
     * @param mediaType
     *            the Content-Type; anything that names YAML is read as such, the rest as JSON
     *
     * @throws ApiFailure
     *             BadRequest when it cannot be read
     */
    static JsonNode read(byte[] body, String mediaType) {
        try {
            return mediaType.contains("yaml") ? YAML.readTree(body) : JSON.readTree(body);
        } catch (JacksonException unreadable) {
            throw ApiFailure.badRequest("the object provided is unrecognized: couldn't get version/kind; parse error: "
                    + unreadable.getOriginalMessage());
        }
    }
}
