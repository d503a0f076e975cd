package dev.twinport.practice.api.protobuf;

import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body in Kubernetes' protobuf encoding: four bytes {@code k8s\0}, then a {@code runtime.Unknown} with the object's
 * apiVersion and kind and, as bytes, the object itself.
 */
public final class ProtobufBody {

    /** The media type of it. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = { 'k', '8', 's', 0 };
    private static final int TYPE_META = 1;
    private static final int RAW = 2;
    private static final int CONTENT_TYPE = 4;
    private static final String META = "k8s.io.apimachinery.pkg.apis.meta.v1.";

    private ProtobufBody() {
    }

    /**
     * The object in a body, as it would be in JSON.
     *
     * @throws IllegalArgumentException
     *             when the bytes are no such body, or hold an object of a kind that is not known
     */
    public static ObjectNode read(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, body, 0, MAGIC.length)) {
            throw new IllegalArgumentException(
                    "provided data does not appear to be a protobuf message, expected prefix "
                            + Arrays.toString(MAGIC));
        }
        ObjectNode type = JsonNodeFactory.instance.objectNode();
        byte[] raw = {};
        WireReader envelope = new WireReader(Arrays.copyOfRange(body, MAGIC.length, body.length));
        while (envelope.next()) {
            boolean isBytes = envelope.wireType() == WireReader.BYTES;
            if (envelope.number() == TYPE_META && isBytes) {
                type = typeMeta(envelope.bytes());
            } else if (envelope.number() == RAW && isBytes) {
                raw = envelope.bytes();
            } else if (envelope.number() == CONTENT_TYPE && isBytes) {
                String inner = envelope.text();
                if (!inner.isEmpty() && !inner.equals(MEDIA_TYPE)) {
                    throw new IllegalArgumentException("unable to decode embedded content type " + inner);
                }
            } else {
                envelope.skip();
            }
        }
        String apiVersion = type.path("apiVersion").asString("");
        String kind = type.path("kind").asString("");
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", apiVersion);
        return object.setAll(new MessageReader(FieldTable.recorded()).read(raw, message(apiVersion, kind)));
    }

    private static ObjectNode typeMeta(byte[] bytes) {
        ObjectNode type = JsonNodeFactory.instance.objectNode();
        Map<Integer, String> names = Map.of(1, "apiVersion", 2, "kind");
        WireReader reader = new WireReader(bytes);
        while (reader.next()) {
            String name = names.get(reader.number());
            if (name != null && reader.wireType() == WireReader.BYTES) {
                type.put(name, reader.text());
            } else {
                reader.skip();
            }
        }
        return type;
    }

    /** The message of a kind: {@code apps/v1, Deployment} is {@code k8s.io.api.apps.v1.Deployment}. */
    private static String message(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash).split("\\.", 2)[0];
        String message = "k8s.io.api.%s.%s.%s".formatted(group, apiVersion.substring(slash + 1), kind);
        FieldTable table = FieldTable.recorded();
        if (table.has(message)) {
            return message;
        }
        if (!kind.isEmpty() && table.has(META + kind)) {
            return META + kind;
        }
        throw new IllegalArgumentException(
                "no kind \"%s\" is registered for version \"%s\"".formatted(kind, apiVersion));
    }
}
