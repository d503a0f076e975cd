package dev.twinport.practice.api.protobuf;

import dev.twinport.practice.api.protobuf.FieldTable.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns one message into the JSON that Kubernetes' Go types make of the same object. */
final class MessageReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String META = "k8s.io.apimachinery.pkg.apis.meta.v1.";
    private static final DateTimeFormatter MICRO = DateTimeFormatter
            .ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Deeper than any message that is not recursive. */
    private static final int DEPTH_LIMIT = 64;

    private final FieldTable table;

    MessageReader(FieldTable table) {
        this.table = table;
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException
     *             when the bytes are none
     */
    ObjectNode read(byte[] bytes, String message) {
        return fields(bytes, message, 0);
    }

    private ObjectNode fields(byte[] bytes, String message, int depth) {
        if (depth > DEPTH_LIMIT) {
            throw new IllegalArgumentException("messages are nested too deeply");
        }
        ObjectNode object = NODES.objectNode();
        Map<Integer, Field> fields = table.of(message);
        WireReader reader = new WireReader(bytes);
        while (reader.next()) {
            Field field = fields.get(reader.number());
            if (field == null) {
                reader.skip();
            } else if (field.map()) {
                object.withObject("/" + field.name()).setAll(entry(reader, field, depth));
            } else if (field.repeated()) {
                add(object.withArray("/" + field.name()), reader, field, depth);
            } else {
                put(object, field, value(reader, field.type(), depth));
            }
        }
        return object;
    }

    private static void put(ObjectNode object, Field field, JsonNode value) {
        if (field.name().isEmpty()) {
            if (value instanceof ObjectNode embedded) {
                object.setAll(embedded);
            }
        } else if (!value.isMissingNode() && !(field.dropsZero() && isZero(value))) {
            object.set(field.name(), value);
        }
    }

    private void add(ArrayNode list, WireReader reader, Field field, int depth) {
        if (isNumber(field.type()) && reader.wireType() == WireReader.BYTES) {
            WireReader packed = new WireReader(reader.bytes());
            while (packed.hasRemaining()) {
                list.add(number(packed.varint(), field.type()));
            }
        } else {
            list.add(value(reader, field.type(), depth));
        }
    }

    private ObjectNode entry(WireReader reader, Field field, int depth) {
        expect(reader, WireReader.BYTES);
        WireReader entry = new WireReader(reader.bytes());
        String key = "";
        JsonNode value = field.type().equals("string") ? NODES.stringNode("")
                : field.type().equals("bytes") ? NODES.stringNode("") : NODES.objectNode();
        while (entry.next()) {
            if (entry.number() == 1) {
                expect(entry, WireReader.BYTES);
                key = entry.text();
            } else if (entry.number() == 2) {
                value = value(entry, field.type(), depth);
            } else {
                entry.skip();
            }
        }
        ObjectNode pair = NODES.objectNode();
        pair.set(key, value);
        return pair;
    }

    private JsonNode value(WireReader reader, String type, int depth) {
        return switch (type) {
            case "bool", "int32", "int64", "uint32", "uint64" -> {
                expect(reader, WireReader.VARINT);
                yield number(reader.varint(), type);
            }
            case "double" -> {
                expect(reader, WireReader.FIXED64);
                yield NODES.numberNode(Double.longBitsToDouble(reader.fixed64()));
            }
            default -> {
                expect(reader, WireReader.BYTES);
                byte[] bytes = reader.bytes();
                yield switch (type) {
                    case "string" -> NODES.stringNode(WireReader.text(bytes));
                    case "bytes" -> NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
                    default -> message(bytes, type, depth + 1);
                };
            }
        };
    }

    /** A message; those that are something else in JSON become that. */
    private JsonNode message(byte[] bytes, String type, int depth) {
        ObjectNode read = fields(bytes, type, depth);
        return switch (type) {
            case META + "Time", META + "Timestamp" -> read.isEmpty() ? MissingNode.getInstance()
                    : NODES.stringNode(time(read).truncatedTo(ChronoUnit.SECONDS).toString());
            case META + "MicroTime" ->
                    read.isEmpty() ? MissingNode.getInstance() : NODES.stringNode(MICRO.format(time(read)));
            case META + "FieldsV1" -> json(read.path("Raw"));
            case "k8s.io.apimachinery.pkg.runtime.RawExtension" -> json(read.path("raw"));
            case "k8s.io.apimachinery.pkg.api.resource.Quantity" -> NODES.stringNode(read.path("string").asString("0"));
            case "k8s.io.apimachinery.pkg.util.intstr.IntOrString" ->
                    read.path("type").asInt(0) == 0 ? IntNode.valueOf(read.path("intVal").asInt(0))
                            : NODES.stringNode(read.path("strVal").asString(""));
            case "k8s.io.api.authentication.v1.ExtraValue", "k8s.io.api.authorization.v1.ExtraValue", META + "Verbs" ->
                    read.withArray("/items");
            default -> read;
        };
    }

    private static Instant time(JsonNode read) {
        try {
            return Instant.ofEpochSecond(read.path("seconds").asLong(0), read.path("nanos").asLong(0));
        } catch (DateTimeException impossible) {
            throw new IllegalArgumentException("a time that cannot be", impossible);
        }
    }

    private static JsonNode json(JsonNode base64) {
        try {
            byte[] text = Base64.getDecoder().decode(base64.asString(""));
            return text.length == 0 ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("embedded JSON cannot be read", malformed);
        }
    }

    private static boolean isNumber(String type) {
        return type.equals("int32") || type.equals("int64");
    }

    private static JsonNode number(long value, String type) {
        return switch (type) {
            case "bool" -> BooleanNode.valueOf(value != 0);
            case "int32" -> IntNode.valueOf((int) value);
            default -> value == (int) value ? IntNode.valueOf((int) value) : NODES.numberNode(value);
        };
    }

    private static boolean isZero(JsonNode value) {
        return (value.isString() && value.stringValue().isEmpty()) || (value.isNumber() && value.asDouble(1) == 0)
                || (value.isBoolean() && !value.booleanValue());
    }

    private static void expect(WireReader reader, int wireType) {
        if (reader.wireType() != wireType) {
            throw new IllegalArgumentException(
                    "wrong wireType = %s for field %s".formatted(reader.wireType(), reader.number()));
        }
    }
}
