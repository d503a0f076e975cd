package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.protobuf.ProtobufBody;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A request's body as a tree, in whichever of the API server's formats it came. */
final class IncomingBody {

    private static final Set<String> TEXT = Set.of("", "application/json", "application/yaml");
    private static final String ACCEPTED = "application/json, application/yaml";

    private IncomingBody() {
    }

    /**
     * Reads an object of a built-in kind, which may come in protobuf, too.
     *
     * @throws ApiFailure
     *             UnsupportedMediaType for other formats, BadRequest when it cannot be read
     */
    static JsonNode read(Exchange exchange) {
        return read(exchange, true);
    }

    /** Reads an object; custom kinds have no protobuf. */
    static JsonNode read(Exchange exchange, boolean builtIn) {
        String mediaType = mediaType(exchange);
        if (TEXT.contains(mediaType)) {
            return Json.read(exchange.body(), mediaType);
        }
        if (!builtIn) {
            throw ApiFailure.unsupportedMediaType(ACCEPTED);
        }
        if (!mediaType.equals(ProtobufBody.MEDIA_TYPE)) {
            throw ApiFailure.unsupportedMediaType(ACCEPTED + ", " + ProtobufBody.MEDIA_TYPE);
        }
        try {
            return ProtobufBody.read(exchange.body());
        } catch (IllegalArgumentException malformed) {
            throw ApiFailure.badRequest(String.valueOf(malformed.getMessage()));
        }
    }

    /** The Content-Type without its parameters; empty when there is none. */
    static String mediaType(Exchange exchange) {
        return exchange.header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
