package dev.twinport.practice.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a list goes on whose beginning a client has; opaque to it.
 *
 * @param version
 *            the version at which the list is read; {@value #LATEST} for the latest, at the price of consistency
 * @param after
 *            {@code namespace/name} of the last object it has
 */
record ContinueToken(long version, String after) {

    static final long LATEST = -1;

    private static final String FORM = "meta.k8s.io/v1";
    private static final JsonMapper JSON = new JsonMapper();

    String text() {
        byte[] json = Json.bytes(Json.object().put("v", FORM).put("rv", version).put("start", after + "\0"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws ApiFailure
     *             BadRequest when the text is something else
     */
    static ContinueToken parse(String text) {
        try {
            JsonNode token = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            String start = token.path("start").asString("");
            if (token.path("v").asString("").equals(FORM) && token.path("rv").isIntegralNumber()
                    && start.endsWith("\0")) {
                return new ContinueToken(token.path("rv").asLong(LATEST), start.substring(0, start.length() - 1));
            }
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw invalid(malformed.getClass().getSimpleName());
        }
        throw invalid("unrecognized token");
    }

    private static ApiFailure invalid(String why) {
        return ApiFailure.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}
